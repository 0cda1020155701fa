/// Wire protocols. A [Dialect] reads a request body into a neutral [Prompt] and writes a neutral [Reply] as that
/// protocol's JSON document or as its server-sent events; it neither sends nor waits nor counts. Nothing here knows
/// who answers.
@NullMarked
package dev.steelyard.gateway.dialect;

import org.jspecify.annotations.NullMarked;
