package dev.steelyard.gateway;

import dev.steelyard.gateway.dialect.Prompt;
import dev.steelyard.gateway.dialect.Refusal;
import dev.steelyard.gateway.live.Answer;
import dev.steelyard.gateway.live.NativePassage;
import dev.steelyard.gateway.live.Passage;
import dev.steelyard.gateway.live.ProviderRequest;
import dev.steelyard.gateway.recording.RecordedCall;
import dev.steelyard.gateway.recording.Speed;
import dev.steelyard.gateway.simulated.Performance;
import dev.steelyard.gateway.translate.TranslatedPassage;
import dev.steelyard.gateway.translate.Translation;
import io.netty.handler.codec.http.HttpHeaders;

/// What a request turned out to be once its body was read.
sealed interface Prepared {
    /// @param type as in the record's error
    record Refused(Refusal refusal, String origin, String type, String message) implements Prepared {}

    /// Until there is room in the budget; then the body is prepared again.
    record Waiting() implements Prepared {}

    /// @param estimated whether another tokenizer than the model's own was asked
    record Counted(long inputTokens, boolean estimated) implements Prepared {}

    /// A request that is ready for a provider.
    sealed interface Forwarded extends Prepared {
        LiveUpstream upstream();

        ProviderRequest request();

        /// The dialect of what the provider answers.
        String dialect();

        /// The way back of an answer that begins like this.
        Passage passage(Answer meter, int status, HttpHeaders headers);
    }

    record Native(LiveUpstream upstream, ProviderRequest request, String dialect, boolean usageAdded)
            implements Forwarded {
        @Override
        public Passage passage(Answer meter, int status, HttpHeaders headers) {
            return new NativePassage(meter, status, headers, usageAdded);
        }
    }

    record Translated(LiveUpstream upstream, ProviderRequest request, Translation translation) implements Forwarded {
        @Override
        public String dialect() {
            return translation.provider().id();
        }

        @Override
        public Passage passage(Answer meter, int status, HttpHeaders headers) {
            return new TranslatedPassage(translation, meter, status, headers, upstream.settings()::redacted);
        }
    }

    /// An answer of an earlier run.
    record Replayed(RecordedCall call, Speed speed) implements Prepared {}

    record Played(Prompt prompt, Performance performance) implements Prepared {}
}
