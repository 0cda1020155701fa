package dev.steelyard.journal;

import dev.steelyard.model.Plan;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// `experiment.resolved.yaml`: the experiment with every default filled in and everything pinned, for people to read.
/// It says what `plan.json` says, without the cells.
final class ResolvedExperiment {
    private static final int WIDTH = 110;

    private ResolvedExperiment() {}

    static byte[] encode(Plan plan) {
        var settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setWidth(WIDTH)
                .build();
        var content = new LinkedHashMap<String, Object>();
        content.put("plan_hash", PlanCodec.hash(plan));
        content.put("experiment", asMap(plan.experiment()));
        content.put("pins", asMap(plan.pins()));
        return new Dump(settings).dumpToString(content).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<?, ?> asMap(Object value) {
        return Json.LINES.readValue(Json.LINES.writeValueAsString(value), Map.class);
    }
}
