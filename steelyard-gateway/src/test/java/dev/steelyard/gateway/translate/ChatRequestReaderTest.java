package dev.steelyard.gateway.translate;

import static dev.steelyard.gateway.translate.ChatRequests.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steelyard.gateway.dialect.BadRequest;
import dev.steelyard.gateway.dialect.ToolNames.Origin;
import dev.steelyard.gateway.translate.Dialogue.CacheMark;
import dev.steelyard.gateway.translate.Dialogue.Message;
import dev.steelyard.gateway.translate.Dialogue.Role;
import dev.steelyard.gateway.translate.Dialogue.Sampling;
import dev.steelyard.gateway.translate.Dialogue.Tool;
import dev.steelyard.gateway.translate.Dialogue.ToolChoice;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestReaderTest {
    private static final String FUNCTION =
            "{'type':'function','function':{'name':'ls','description':'Lists.','parameters':{'type':'object'}}}";
    private final Losses losses = new Losses();

    @Test
    void every_kind_of_message_is_read_and_keeps_its_place() {
        // When
        Dialogue dialogue = messages("""
                {'role':'system','content':'One.'},
                {'role':'developer','content':[{'type':'text','text':'Two.'},{'type':'text','text':''}]},
                {'role':'user','content':[{'type':'text','text':'See'},
                  {'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA','detail':'high'}},
                  {'type':'image_url','image_url':{'url':'https://example.org/a.png'}},
                  {'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,JVBE'}}]},
                {'role':'assistant','content':null,'reasoning_content':'Hm.','tool_calls':[
                  {'id':'c1','type':'function','function':{'name':'ls','arguments':'{}'}},
                  {'id':'c2','type':'function','function':{'name':'ls','arguments':'{}'}}]},
                {'role':'tool','tool_call_id':'c1','content':'a'},
                {'role':'tool','tool_call_id':'c2','content':[{'type':'text','text':'b'}]},
                {'role':'system','content':'News.'}""");

        // Then
        assertThat(dialogue.system()).extracting(Block.Text::text).containsExactly("One.", "Two.");
        assertThat(dialogue.messages())
                .containsExactly(
                        new Message(
                                Role.USER,
                                List.of(
                                        new Block.Text("See"),
                                        new Block.Image(new Block.Media("image/png", "AAAA", null), CacheMark.NONE),
                                        new Block.Image(
                                                new Block.Media("", null, "https://example.org/a.png"), CacheMark.NONE),
                                        new Block.Document(
                                                new Block.Media("application/pdf", "JVBE", null),
                                                "a.pdf",
                                                CacheMark.NONE))),
                        new Message(
                                Role.ASSISTANT,
                                List.of(
                                        new Block.Thinking("Hm.", "", null),
                                        new Block.Call("c1", "ls", "{}", "", null),
                                        new Block.Call("c2", "ls", "{}", "", null))),
                        new Message(Role.USER, List.of(result("c1", "a"))),
                        new Message(Role.USER, List.of(result("c2", "b"))),
                        new Message(Role.SYSTEM, List.of(new Block.Text("News."))));
        assertThat(losses.codes()).containsExactly("image_detail");
    }

    private static Block.Result result(String id, String text) {
        return new Block.Result(id, "", List.of(new Block.Text(text)), false, CacheMark.NONE);
    }

    @Test
    void a_freeform_tool_becomes_a_function_of_one_string_also_in_what_was_said() {
        // When
        Dialogue dialogue = read("""
                {'model':'m','tools':[{'type':'custom','custom':{'name':'apply_patch','description':'Patches.',
                  'format':{'type':'grammar','grammar':{'syntax':'lark','definition':'start: "x"'}}}}],
                 'messages':[{'role':'user','content':'Go.'},{'role':'assistant','tool_calls':[
                  {'id':'c1','type':'custom','custom':{'name':'apply_patch','input':'*** Begin'}}]}]}""".replace("\"x\"", "x"), losses);

        // Then
        Tool tool = dialogue.tools().getFirst();
        assertThat(tool.schema().path("required")).hasToString("[\"input\"]");
        assertThat(tool.description()).startsWith("Patches.\n\n").endsWith("lark grammar:\nstart: x");
        assertThat(dialogue.names().of("apply_patch")).contains(new Origin("", "apply_patch", true));
        assertThat(dialogue.messages().getLast().content())
                .containsExactly(new Block.Call("c1", "apply_patch", "{\"input\":\"*** Begin\"}", "", null));
        assertThat(losses.codes()).containsExactly("tool_grammar");
    }

    @Test
    void names_that_not_everybody_takes_are_made_plain_and_told_apart() {
        // When
        Dialogue dialogue = read(
                "{'model':'m','messages':[],'tools':[" + named("a.b") + "," + named("a/b") + "," + named("x".repeat(70))
                        + "," + named("x".repeat(71)) + "]}",
                losses);

        // Then
        assertThat(dialogue.tools())
                .extracting(Tool::name)
                .containsExactly("a_b", "a_b_2", "x".repeat(64), "x".repeat(62) + "_2");
        assertThat(dialogue.names().of("a_b_2")).contains(new Origin("", "a/b", false));
    }

    private static String named(String name) {
        return FUNCTION.replace("'ls'", "'" + name + "'");
    }

    @Test
    void provider_side_tools_are_denied_and_refused_if_nothing_else_is_offered_or_if_one_is_forced() {
        // When
        Dialogue dialogue = tools("[" + FUNCTION + ",{'type':'web_search'}]", "'auto'");

        // Then
        assertThat(dialogue.tools()).extracting(Tool::name).containsExactly("ls");
        assertThat(losses.codes()).containsExactly("hosted_tool_denied:web_search");
        assertRefused(() -> tools("[{'type':'web_search'},{'type':'mcp'}]", "'auto'"), "experiment: web_search, mcp");
        assertRefused(() -> tools("[" + FUNCTION + "]", "{'type':'web_search'}"), "experiment: web_search");
        assertRefused(
                () -> read("{'model':'m','messages':[],'web_search_options':{}}", losses), "experiment: web_search");
    }

    @Test
    void each_choice_among_tools_is_understood() {
        assertThat(tools("[" + FUNCTION + "]", "null").choice()).isEqualTo(new ToolChoice.Auto());
        assertThat(tools("[" + FUNCTION + "]", "'none'").choice()).isEqualTo(new ToolChoice.None());
        assertThat(tools("[" + FUNCTION + "]", "'required'").choice()).isEqualTo(new ToolChoice.Any());
        assertThat(tools("[" + FUNCTION + "]", "{'type':'function','function':{'name':'ls'}}")
                        .choice())
                .isEqualTo(new ToolChoice.Named("ls"));
        Dialogue allowed = tools(
                "[" + FUNCTION + "," + named("rm") + "]",
                "{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':"
                        + "[{'type':'function','function':{'name':'ls'}}]}}");
        assertThat(allowed.choice()).isEqualTo(new ToolChoice.Any());
        assertThat(allowed.tools()).extracting(Tool::name).containsExactly("ls");
        assertRefused(
                () -> tools("[" + FUNCTION + "]", "{'type':'function','function':{'name':'rm'}}"),
                "tool_choice: there is no tool rm");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'reasoning_effort':'none'|Off[]",
                "'reasoning_effort':'low'|Level[level=low, visible=true]",
                "'reasoning_effort':'xhigh'|Level[level=max, visible=true]",
                "'reasoning':{'max_tokens':2000}|Budget[tokens=2000, visible=true]",
                "'reasoning':{'enabled':false}|Off[]",
                "'thinking':{'type':'enabled','budget_tokens':1024}|Budget[tokens=1024, visible=true]",
                "'thinking':{'type':'disabled'}|Off[]",
                "'thinking':{'type':'enabled'}|Level[level=, visible=true]",
                "'enable_thinking':false|Off[]",
                "'chat_template_kwargs':{'enable_thinking':true}|Level[level=, visible=true]",
                "'user':'u'|Unsaid[]",
            },
            quoteCharacter = '"')
    void each_way_to_ask_for_effort_is_understood(String field, String effort) {
        assertThat(read("{'model':'m','messages':[]," + field + "}", losses).effort())
                .hasToString(effort);
    }

    @Test
    void sampling_is_read_and_what_no_other_dialect_has_is_told() {
        // When
        Dialogue dialogue = read("""
                {'model':'m','messages':[],'max_tokens':5,'max_completion_tokens':9,'temperature':0.5,'top_p':1,
                 'top_k':3,'seed':4,'stop':'END','logit_bias':{'5':1},'presence_penalty':0,'frequency_penalty':0.1,
                 'metadata':{},'user':'u','store':false,'parallel_tool_calls':false,'stream':true,
                 'stream_options':{'include_usage':true}}""", losses);

        // Then
        assertThat(dialogue.sampling()).isEqualTo(new Sampling(9L, 0.5, 1.0, 3L, 4L, List.of("END")));
        assertThat(dialogue.oneCallAtATime()).isTrue();
        assertThat(dialogue.stream()).isTrue();
        assertThat(dialogue.usageInStream()).isTrue();
        assertThat(losses.codes())
                .containsExactly("field:logit_bias", "field:frequency_penalty", "field:metadata", "field:user");
        assertRefused(() -> read("{'model':'m','messages':[],'n':2}", losses), "n: only one choice");
    }

    @Test
    void cache_marks_are_read_in_both_forms() {
        // When
        Dialogue dialogue = read("""
                {'model':'m','tools':[{'type':'function','cache_control':{'type':'ephemeral'},'function':{'name':'ls'}}],
                 'messages':[{'role':'system','cache_control':{'type':'ephemeral','ttl':'1h'},'content':'One.'},
                 {'role':'user','cache_control':{'type':'ephemeral'},'content':[{'type':'text','text':'a'},
                  {'type':'text','text':'b'}]},
                 {'role':'user','content':[{'type':'text','text':'c','prompt_cache_breakpoint':{'mode':'explicit'}}]}]}""", losses);

        // Then
        assertThat(dialogue.tools().getFirst().cache()).isEqualTo(CacheMark.MINUTES);
        assertThat(dialogue.system().getFirst().cache()).isEqualTo(CacheMark.HOUR);
        assertThat(dialogue.messages().getFirst().content())
                .containsExactly(new Block.Text("a"), new Block.Text("b", CacheMark.MINUTES));
        assertThat(dialogue.messages().getLast().content()).containsExactly(new Block.Text("c", CacheMark.MINUTES));
    }

    @Test
    void the_form_of_the_answer_is_read() {
        // When
        Dialogue dialogue = read(
                "{'model':'m','messages':[],'response_format':{'type':'json_schema','json_schema':"
                        + "{'name':'title','schema':{'type':'object'}}}}",
                losses);

        // Then
        assertThat(Objects.requireNonNull(dialogue.output()).name()).isEqualTo("title");
        assertRefused(
                () -> read("{'model':'m','messages':[],'response_format':{'type':'json_schema'}}", losses),
                "response_format.json_schema.schema");
    }

    @Test
    void what_cannot_be_understood_is_refused_with_its_place() {
        assertRefused(() -> read("{'messages':[]}", losses), "model: a string");
        assertRefused(() -> read("{'model':'m'}", losses), "messages: a list");
        assertRefused(() -> messages("{'role':'critic','content':'x'}"), "role `critic`");
        assertRefused(() -> messages("{'role':'tool','content':'x'}"), "messages.tool_call_id");
        assertRefused(() -> read("{'model':'m','messages':[],'functions':[]}", losses), "send tools instead");
    }

    private Dialogue messages(String list) {
        return read("{'model':'m','messages':[" + list + "]}", losses);
    }

    private Dialogue tools(String list, String choice) {
        return read("{'model':'m','messages':[],'tools':" + list + ",'tool_choice':" + choice + "}", losses);
    }

    private static void assertRefused(Runnable reading, String reason) {
        assertThatThrownBy(reading::run).isInstanceOf(BadRequest.class).hasMessageContaining(reason);
    }
}
