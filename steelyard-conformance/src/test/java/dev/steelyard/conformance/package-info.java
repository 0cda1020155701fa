/// Conversations that the providers' official clients hold through the gateway with a provider of each dialect. The
/// clients are what they are for everybody; the providers are stand-ins, and what they say is a test's.
@NullMarked
package dev.steelyard.conformance;

import org.jspecify.annotations.NullMarked;
