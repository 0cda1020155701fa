/// Reads the spend logs of LiteLLM, in the shapes in which they are found, into call records: lines to entries, what
/// is wrong with them corrected and counted, each call given to the cell whose key or time window it came in.
@NullMarked
package dev.steelyard.journal.litellm;

import org.jspecify.annotations.NullMarked;
