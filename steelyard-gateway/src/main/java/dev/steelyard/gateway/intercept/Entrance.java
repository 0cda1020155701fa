package dev.steelyard.gateway.intercept;

import dev.steelyard.model.OtherHosts;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.SortedMap;

/// One cell's way in by proxy. Lives as long as its door.
public final class Entrance {
    private final String id;
    private final String key;
    private final String address;
    private final OtherHosts others;
    private final String proxyUrl;
    private final String authorityPem;
    private final HostCounts hosts = new HostCounts();

    /// Closes what joins it after it was closed.
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    Entrance(String id, String key, String address, OtherHosts others, int port, String authorityPem) {
        this.id = id;
        this.key = key;
        this.address = address;
        this.others = others;
        this.proxyUrl = "http://" + id + ":" + key + "@127.0.0.1:" + port;
        this.authorityPem = authorityPem;
    }

    /// For `HTTPS_PROXY`. Holds the key.
    public String proxyUrl() {
        return proxyUrl;
    }

    /// The certificate that vouches for the model hosts here.
    public String authorityPem() {
        return authorityPem;
    }

    /// What became of the hosts that were asked for: `served`, `refused`, `tunnelled`, `unreachable` or `misdirected`
    /// → host → how often.
    public SortedMap<String, SortedMap<String, Integer>> hosts() {
        return hosts.snapshot();
    }

    String id() {
        return id;
    }

    String key() {
        return key;
    }

    /// Of its door: what stands before a request's path.
    String address() {
        return address;
    }

    OtherHosts others() {
        return others;
    }

    void count(HostCounts.Fate fate, String host) {
        hosts.count(fate, host);
    }

    /// In a time that does not tell how much of the key is right.
    boolean opensWith(String offered) {
        return MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    void entered(Channel connection) {
        connections.add(connection);
    }

    void close() {
        var _ = connections.close();
    }
}
