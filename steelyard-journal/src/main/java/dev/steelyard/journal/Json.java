package dev.steelyard.journal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.steelyard.model.CellId;
import dev.steelyard.model.Change;
import dev.steelyard.model.Limits;
import dev.steelyard.model.ModelRef;
import dev.steelyard.model.Trajectory;
import dev.steelyard.model.UpstreamRules;
import dev.steelyard.model.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// How our nouns look as JSON: snake_case, lower-case enums, every field present, unknown and missing fields refused.
public final class Json {
    /// One line per value, for journals and record files.
    public static final JsonMapper LINES = builder().build();

    private Json() {}

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .addMixIn(CellId.class, Text.class)
                .addMixIn(ModelRef.class, Text.class)
                .addMixIn(Usd.class, Amount.class)
                .addMixIn(Limits.class, Seconds.class)
                .addMixIn(UpstreamRules.class, WaitSeconds.class)
                .addMixIn(Change.Edit.class, EditKinds.class)
                .addMixIn(Trajectory.Step.class, StepKinds.class)
                .addMixIn(Trajectory.Condition.class, ConditionKinds.class)
                .addMixIn(JournalEvent.class, EventKinds.class)
                .addModule(scalars());
    }

    private static SimpleModule scalars() {
        return new SimpleModule("scalars")
                .addDeserializer(CellId.class, new Scalar<>(in -> new CellId(in.getString())))
                .addDeserializer(ModelRef.class, new Scalar<>(in -> new ModelRef(in.getString())))
                .addDeserializer(Usd.class, new Scalar<>(in -> new Usd(in.getDecimalValue())))
                .addDeserializer(Duration.class, new Scalar<>(in -> seconds(in.getDecimalValue())))
                .addDeserializer(double.class, new FiniteReader())
                .addSerializer(Duration.class, new SecondsWriter())
                .addSerializer(double.class, new FiniteWriter());
    }

    private static Duration seconds(BigDecimal seconds) {
        return Duration.ofNanos(seconds.movePointRight(9).longValueExact());
    }

    /// A record around one text, written as that text.
    private interface Text {
        @JsonValue
        String value();
    }

    private interface Amount {
        @JsonValue
        BigDecimal amount();
    }

    private interface Seconds {
        @JsonProperty("wall_s")
        Duration wall();
    }

    private interface WaitSeconds {
        @JsonProperty("longest_wait_s")
        Duration longestWait();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Change.Edit.Overlay.class, name = "overlay"),
        @JsonSubTypes.Type(value = Change.Edit.Command.class, name = "command")
    })
    private interface EditKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Trajectory.Run.class, name = "run"),
        @JsonSubTypes.Type(value = Trajectory.Write.class, name = "write"),
        @JsonSubTypes.Type(value = Trajectory.Say.class, name = "say"),
        @JsonSubTypes.Type(value = Trajectory.Branch.class, name = "branch")
    })
    private interface StepKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "if")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Trajectory.Chance.class, name = "chance"),
        @JsonSubTypes.Type(value = Trajectory.OutputHas.class, name = "output"),
        @JsonSubTypes.Type(value = Trajectory.PromptHas.class, name = "prompt")
    })
    private interface ConditionKinds {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = JournalEvent.RunStarted.class, name = "run_started"),
        @JsonSubTypes.Type(value = JournalEvent.CellStarted.class, name = "cell_started"),
        @JsonSubTypes.Type(value = JournalEvent.CallFinished.class, name = "call_finished"),
        @JsonSubTypes.Type(value = JournalEvent.CellFinished.class, name = "cell_finished"),
        @JsonSubTypes.Type(value = JournalEvent.RunEnded.class, name = "run_ended")
    })
    private interface EventKinds {}

    private static final class SecondsWriter extends ValueSerializer<Duration> {
        @Override
        public void serialize(Duration value, JsonGenerator out, SerializationContext context) {
            out.writeNumber(BigDecimal.valueOf(value.toNanos(), 9).stripTrailingZeros());
        }
    }

    /// JSON has no NaN; Jackson would write it as text, and read it back from text.
    private static final class FiniteWriter extends ValueSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a measurement is a finite number, got " + value);
            }
            out.writeNumber(value);
        }
    }

    private static final class FiniteReader extends ValueDeserializer<Double> {
        @Override
        public Double deserialize(JsonParser in, DeserializationContext context) {
            return in.getDoubleValue();
        }

        @Override
        public Double getNullValue(DeserializationContext context) {
            return context.reportInputMismatch(this, "a number is missing: null");
        }
    }

    private static final class Scalar<T> extends ValueDeserializer<T> {
        private final Function<JsonParser, T> reader;

        Scalar(Function<JsonParser, T> reader) {
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            return reader.apply(in);
        }
    }
}
