package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.live.RequestScan.Member;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/// A request as it is sent on to a provider that speaks its dialect: the client's bytes but for what [NativeRules]
/// name. Key order, white space, escapes and unknown fields stay.
public final class LiveRequest {
    private static final String INCLUDE = "\"include_usage\":true";
    private static final String OPTIONS = "{" + INCLUDE + "}";
    private static final String VERSION = "\"anthropic_version\":\"vertex-2023-10-16\"";

    private final RequestScan scan;
    private final NativeRules rules;
    private final List<String> changes = new ArrayList<>();
    private final boolean usageAdded;
    private final ByteBuf content;

    private LiveRequest(RequestScan scan, NativeRules rules, byte[] given) {
        this.scan = scan;
        this.rules = rules;
        refuseHostedOnly();
        usageAdded = rules.usageOnRequest() && scan.stream && wantsUsage(scan.options);
        var edits = new Edits(given);
        model(edits);
        if (usageAdded) {
            usage(edits);
        }
        if (rules.hostedDenied()) {
            denyHosted(edits);
        }
        drop(edits);
        head(edits);
        content = edits.applied();
    }

    /// @throws BadRequest if this is not one JSON object in UTF-8 that names a model, where it must, or if it asks for
    /// provider-side tools only, which are denied
    public static LiveRequest of(byte[] body, NativeRules rules) {
        return new LiveRequest(RequestScan.of(body, rules.systemMembers()), rules, body);
    }

    /// The name the client asked for; empty if the body has none and need not have one.
    public String model() {
        return scan.model;
    }

    public boolean stream() {
        return scan.stream;
    }

    /// Whether any are on offer.
    public boolean tools() {
        return !scan.tools.isEmpty() || scan.moreTools;
    }

    /// Output tokens the client asks for at most; 0 if it does not say.
    public long askedOutput() {
        return scan.askedOutput;
    }

    /// Whether the client did not ask for the usage that it must now not see.
    public boolean usageAdded() {
        return usageAdded;
    }

    /// What was changed beyond the model's name, as in the records' `lossy`.
    public List<String> changes() {
        return List.copyOf(changes);
    }

    /// On the heap; not to be changed.
    public ByteBuf content() {
        return content;
    }

    /// A copy of [#content].
    public byte[] body() {
        return ByteBufUtil.getBytes(content);
    }

    private void refuseHostedOnly() {
        List<String> hosted = scan.tools.stream()
                .map(RequestScan.Tool::hosted)
                .filter(type -> !type.isEmpty())
                .toList();
        if (rules.hostedDenied() && !hosted.isEmpty() && hosted.size() == scan.tools.size() && !scan.moreTools) {
            throw new BadRequest("provider-side tools are denied in this experiment: " + String.join(", ", hosted));
        }
    }

    private void model(Edits edits) {
        if (!rules.modelInBody()) {
            return;
        }
        List<Member> models = members("model");
        if (models.isEmpty()) {
            throw new BadRequest("model: a string is required");
        }
        String served = Json.compact(JsonNodeFactory.instance.stringNode(rules.servedName()));
        for (Member member : models) {
            edits.replace(rules.vertex() ? member.whole() : member.value(), rules.vertex() ? VERSION : served);
        }
    }

    private List<Member> members(String name) {
        return scan.members.stream()
                .filter(member -> member.name().equals(name))
                .toList();
    }

    private static boolean wantsUsage(@org.jspecify.annotations.Nullable OptionsScan options) {
        return options == null || (!options.asked() && !options.unfit());
    }

    private void usage(Edits edits) {
        changes.add("usage_requested");
        OptionsScan options = scan.options;
        if (options == null) {
            edits.insert(members("model").getLast().whole().end(), ",\"stream_options\":" + OPTIONS);
        } else if (options.declined() != null) {
            edits.replace(options.declined(), "true");
        } else if (options.isNull()) {
            edits.replace(members("stream_options").getLast().value(), OPTIONS);
        } else {
            edits.insert(options.inside(), INCLUDE + (options.empty() ? "" : ","));
        }
    }

    private void denyHosted(Edits edits) {
        edits.remove(
                scan.tools.stream().map(RequestScan.Tool::whole).toList(),
                i -> !scan.tools.get(i).hosted().isEmpty());
        scan.tools.stream()
                .filter(tool -> !tool.hosted().isEmpty())
                .forEach(tool -> changes.add("hosted_tool_denied:" + tool.hosted()));
    }

    private void drop(Edits edits) {
        edits.remove(
                scan.members.stream().map(Member::whole).toList(),
                i -> unwanted(scan.members.get(i).name()));
        scan.members.stream()
                .map(Member::name)
                .filter(this::unwanted)
                .forEach(name -> changes.add(
                        HostedTools.MEMBERS.contains(name) ? "hosted_tool_denied:" + name : "field:" + name));
    }

    private boolean unwanted(String member) {
        return rules.removed().contains(member) || (rules.hostedDenied() && HostedTools.MEMBERS.contains(member));
    }

    private void head(Edits edits) {
        SystemHead head = scan.system;
        boolean strip =
                rules.billingStripped() && head != null && !head.billing().empty();
        if (head != null && strip) {
            edits.replace(head.billing(), "");
            changes.add(BillingHeader.STRIPPED);
        }
        if (!rules.salt().isEmpty()) {
            edits.insert(
                    head == null ? scan.members.getFirst().whole().start() : head.inside(),
                    Salt.json(rules, head, strip && head != null && head.alone()));
            changes.add("cache_salt");
        }
    }
}
