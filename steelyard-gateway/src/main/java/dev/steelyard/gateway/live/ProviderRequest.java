package dev.steelyard.gateway.live;

import io.netty.handler.codec.http.HttpHeaders;

/// A request as a provider gets it, but for what every HTTP client adds. May be sent more than once.
///
/// @param path below the provider's host, with its query
/// @param headers with the key: not to be logged
/// @param body not to be changed
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record ProviderRequest(String path, HttpHeaders headers, byte[] body) {
    /// For what no log may hold.
    @Override
    public String toString() {
        return path;
    }
}
