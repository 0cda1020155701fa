package dev.steelyard.gateway.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steelyard.gateway.dialect.Bodies;
import dev.steelyard.gateway.dialect.Dialect;
import dev.steelyard.gateway.dialect.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolboxTest {
    private static Toolbox of(Dialect dialect, String body) {
        return new Toolbox(Bodies.prompt(dialect, body).tools(), "/workspace");
    }

    private static Toolbox offering(String name, String schema) {
        return new Toolbox(List.of(new Segment.Tool(name, Chat.schema(schema), "")), "/workspace");
    }

    @Test
    void claude_code_runs_with_bash_and_writes_with_write() {
        Toolbox tools = of(Dialect.ANTHROPIC_MESSAGES, "claude-code");
        assertThat(tools.run("ls")).contains(new Toolbox.Use("Bash", "{\"command\":\"ls\"}"));
        assertThat(tools.write("a/b.txt", "x\n"))
                .contains(new Toolbox.Use("Write", "{\"file_path\":\"/workspace/a/b.txt\",\"content\":\"x\\n\"}"));
    }

    @Test
    void opencode_runs_with_bash_and_writes_with_write() {
        Toolbox tools = of(Dialect.OPENAI_CHAT, "opencode-chat");
        assertThat(tools.run("ls")).contains(new Toolbox.Use("bash", "{\"command\":\"ls\"}"));
        assertThat(tools.write("b.txt", "x"))
                .contains(new Toolbox.Use("write", "{\"filePath\":\"/workspace/b.txt\",\"content\":\"x\"}"));
    }

    @Test
    void codex_runs_with_exec_command_and_writes_through_it() {
        Toolbox tools = of(Dialect.OPENAI_RESPONSES, "codex");
        assertThat(tools.run("ls")).contains(new Toolbox.Use("exec_command", "{\"cmd\":\"ls\"}"));
        assertThat(tools.write("b.txt", "x\n").orElseThrow().arguments()).contains("cat > 'b.txt' <<'END_OF_FILE'");
    }

    @Test
    void gemini_cli_runs_with_run_shell_command_and_writes_with_write_file() {
        Toolbox tools = of(Dialect.GEMINI, "gemini-cli");
        assertThat(tools.run("ls")).contains(new Toolbox.Use("run_shell_command", "{\"command\":\"ls\"}"));
        assertThat(tools.write("a/b.txt", "x\n"))
                .contains(new Toolbox.Use("write_file", "{\"file_path\":\"/workspace/a/b.txt\",\"content\":\"x\\n\"}"));
    }

    @Test
    void a_command_that_must_be_a_list_runs_in_bash() {
        assertThat(offering("shell", """
                        {"properties":{"command":{"type":"array","items":{"type":"string"}}}}""").run("a && b"))
                .contains(new Toolbox.Use("shell", "{\"command\":[\"bash\",\"-lc\",\"a && b\"]}"));
    }

    @Test
    void a_tool_of_an_unknown_name_is_known_by_its_arguments() {
        assertThat(offering("Ausführen", "{\"properties\":{\"cmd\":{\"type\":\"string\"}}}")
                        .run("ls"))
                .contains(new Toolbox.Use("Ausführen", "{\"cmd\":\"ls\"}"));
    }

    @Test
    void a_tool_that_edits_is_not_taken_for_one_that_writes() {
        assertThat(offering("edit", """
                        {"properties":{"path":{},"text":{},"old_string":{}}}""").write("a", "b")).isEmpty();
    }

    @Test
    void what_else_is_required_is_filled_in_by_name_and_type() {
        assertThat(offering("bash", """
                        {"properties":{"command":{"type":"string"},"description":{"type":"string"},
                         "cwd":{"type":["string","null"]},"timeout":{"type":"number"},"login":{"type":"boolean"},
                         "mode":{"enum":["safe","fast"]},"tries":{"type":"integer","minimum":3},
                         "env":{"type":"object"},"args":{"type":"array"},"kind":{"const":7},"optional":{}},
                         "required":["command","description","cwd","timeout","login","mode","tries","env","args","kind"]}
                        """).run("ls").orElseThrow().arguments())
                .isEqualTo("{\"command\":\"ls\",\"description\":\"Take the next step\",\"cwd\":\"/workspace\","
                        + "\"timeout\":120000,\"login\":false,\"mode\":\"safe\",\"tries\":3,\"env\":{},\"args\":[],"
                        + "\"kind\":7}");
    }

    @Test
    void no_tool_that_runs_or_writes_leaves_nothing_to_call() {
        Toolbox tools = offering("web_search", "{\"properties\":{\"query\":{\"type\":\"string\"}}}");
        assertThat(tools.run("ls")).isEmpty();
        assertThat(tools.write("a", "b")).isEmpty();
    }
}
