package dev.steelyard.gateway.live;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.live.RequestScan.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    private final byte[] body;

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
        body = edits.applied();
    }

    /// @throws BadRequest if this is not one JSON object in UTF-8 that names a model, where it must, or if it asks for
    /// provider-side tools only, which are denied
    public static LiveRequest of(byte[] body, NativeRules rules) {
        return new LiveRequest(RequestScan.of(body, rules), rules, body);
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
        return scan.offers;
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

    /// Not to be changed.
    public byte[] body() {
        return body;
    }

    private void refuseHostedOnly() {
        List<String> hosted =
                scan.tools.stream().flatMap(list -> list.hosted().stream()).toList();
        if (rules.hostedDenied() && !hosted.isEmpty() && scan.tools.stream().noneMatch(ToolScan::agents)) {
            throw HostedToolsDenied.naming(hosted);
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
            edits.replace(rules.versioned() ? member.whole() : member.value(), rules.versioned() ? VERSION : served);
        }
    }

    private List<Member> members(String name) {
        return scan.members.stream()
                .filter(member -> member.name().equals(name))
                .toList();
    }

    private static boolean wantsUsage(@Nullable OptionsScan options) {
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
        for (ToolScan list : scan.tools) {
            list.deny(edits);
            list.hosted().forEach(tool -> changes.add(HostedTools.DENIED + tool));
        }
    }

    private void drop(Edits edits) {
        edits.remove(
                scan.members.stream().map(Member::whole).toList(),
                i -> unwanted(scan.members.get(i).name())
                        || emptied(scan.members.get(i).name()));
        scan.members.stream()
                .map(Member::name)
                .filter(this::unwanted)
                .forEach(name ->
                        changes.add(HostedTools.MEMBERS.contains(name) ? HostedTools.DENIED + name : "field:" + name));
    }

    private boolean unwanted(String member) {
        return rules.removed().contains(member) || (rules.hostedDenied() && HostedTools.MEMBERS.contains(member));
    }

    /// A system prompt that was nothing but a billing header goes with it: providers refuse an empty one.
    private boolean emptied(String member) {
        SystemHead head = scan.system;
        return head != null
                && rules.billingStripped()
                && head.alone()
                && head.member().equals(member);
    }

    private void head(Edits edits) {
        SystemHead head = scan.system;
        boolean emptied = head != null && emptied(head.member());
        boolean cut = head != null && rules.billingStripped() && !head.billing().empty();
        if (head != null && cut) {
            edits.replace(head.billing(), "");
        }
        if (cut || emptied) {
            changes.add(BillingHeader.STRIPPED);
        }
        if (!rules.salt().isEmpty()) {
            salt(edits, emptied ? null : head);
            changes.add(Salt.ADDED);
        }
    }

    private void salt(Edits edits, @Nullable SystemHead head) {
        if (head == null) {
            edits.insert(scan.members.getFirst().whole().start(), Salt.member(rules));
        } else {
            edits.replace(head.place(), head.before() + rules.salt() + head.after());
        }
    }
}
