package dev.steelyard.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Json;
import dev.steelyard.gateway.translate.Dialogue.Effort;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiThinkingTest {
    private static Effort effort(String told) {
        return switch (told) {
            case "unsaid" -> new Effort.Unsaid();
            case "off" -> new Effort.Off();
            default ->
                told.matches("[0-9]+")
                        ? new Effort.Budget(Long.parseLong(told), true)
                        : new Effort.Level(told.equals("any") ? "" : told, false);
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "gemini-2.5-flash | unsaid | {} | ``",
                "gemini-2.5-flash | off | {\"thinkingBudget\":0} | ``",
                "gemini-2.5-flash | 8000 | {\"thinkingBudget\":8000,\"includeThoughts\":true} | ``",
                "gemini-2.5-flash | 31999 | {\"thinkingBudget\":24576,\"includeThoughts\":true} | effort:clamped",
                "gemini-2.5-flash | any | {\"thinkingBudget\":-1} | ``",
                "gemini-2.5-flash | medium | {\"thinkingBudget\":8192} | ``",
                "gemini-2.5-flash | high | {\"thinkingBudget\":24576} | ``",
                "gemini-2.5-flash | max | {\"thinkingBudget\":24576} | ``",
                "gemini-2.5-flash-lite | 100 | {\"thinkingBudget\":512,\"includeThoughts\":true} | effort:clamped",
                "gemini-2.5-pro | off | {\"thinkingBudget\":128} | effort:off",
                "gemini-2.5-pro | 31999 | {\"thinkingBudget\":31999,\"includeThoughts\":true} | ``",
                "gemini-2.5-pro | max | {\"thinkingBudget\":32768} | ``",
                "models/gemini-3.1-pro-preview | off | {\"thinkingLevel\":\"LOW\"} | effort:off",
                "gemini-3.1-pro-preview | minimal | {\"thinkingLevel\":\"LOW\"} | effort:minimal",
                "gemini-3.1-pro-preview | medium | {\"thinkingLevel\":\"MEDIUM\"} | ``",
                "gemini-3-pro-preview | medium | {\"thinkingLevel\":\"HIGH\"} | effort:medium",
                "gemini-3.5-flash | minimal | {\"thinkingLevel\":\"MINIMAL\"} | ``",
                "gemini-3.5-flash | max | {\"thinkingLevel\":\"HIGH\"} | effort:max",
                "gemini-3.5-flash | any | {} | ``",
                "gemini-3.5-flash | 6000 | {\"thinkingLevel\":\"MEDIUM\",\"includeThoughts\":true} | effort:budget",
                "gemini-3.5-flash | 500 | {\"thinkingLevel\":\"MINIMAL\",\"includeThoughts\":true} | effort:budget",
                "gemini-flash-latest | high | {\"thinkingLevel\":\"HIGH\"} | ``",
                "gemini-2.0-flash | high | {} | effort",
                "gemini-2.0-flash | off | {} | ``",
                "gemma-4-31b-it | 9000 | {} | effort",
            })
    void each_model_is_told_in_its_own_way(String model, String effort, String config, String loss) {
        // Given
        var losses = new Losses();

        // When
        var told = new GeminiThinking(GeminiModel.of(model), losses).config(effort(effort));

        // Then
        assertThat(told.map(Json::compact).orElse("{}")).isEqualTo(config);
        assertThat(String.join(",", losses.codes())).isEqualTo(loss);
    }
}
