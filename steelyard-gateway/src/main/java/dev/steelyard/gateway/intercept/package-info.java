/// For agents that take no base URL: an HTTPS proxy on loopback that ends TLS for the model hosts, with a certificate
/// authority of the run's own, and hands their requests to the doors as if they had come there. Every other host is
/// refused or tunnelled. Knows nothing of doors but an identity, a key and an address.
@NullMarked
package dev.steelyard.gateway.intercept;

import org.jspecify.annotations.NullMarked;
