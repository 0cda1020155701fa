package dev.steelyard.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A coding-agent CLI and how to install, point and drive it: one file of `runners/`.
///
/// Strings of `files`, `env` and the argument lists may hold placeholders: `{home}` `{work}` `{tmp}` the cell's
/// folders, `{base_url}` the door, `{key}` its key, `{session}` a fresh UUID, `{prompt}`, `{model}` the pinned name,
/// `{bin}` the installed agent's folder of commands. With `intercept` also `{proxy}`, the cell's proxy with its key in
/// it, and `{ca}` and `{ca_bundle}`, the certificate of the run's authority alone and behind the machine's own.
///
/// @param dialect what the agent speaks: `anthropic-messages`, `openai-chat`, `openai-responses`, `gemini`
/// @param model the name the agent is told; it changes prompts and tools, so it is pinned and the same in all arms
/// @param intercept what a proxy for the cell does with hosts that are no model's; null where the agent takes a base
/// URL and needs no proxy
/// @param files path → content, written into the fresh cell before the agent starts
/// @param prompt how the task reaches the agent
/// @param resume the arguments of a follow-up turn, or null where the agent cannot continue
/// @param unverified why this definition was never seen working; null when it was
public record RunnerSpec(
        String name,
        String title,
        Install install,
        String dialect,
        String model,
        @Nullable OtherHosts intercept,
        Map<String, String> files,
        Map<String, String> env,
        List<String> argv,
        Prompt prompt,
        @Nullable List<String> resume,
        List<String> versionArgv,
        @Nullable SelfReport selfReport,
        @Nullable String unverified) {

    public enum Prompt {
        STDIN,
        ARGV
    }

    public sealed interface Install {
        /// @param packages exact `name@version`
        /// @param executable the command of the package that is the agent
        /// @param bytes about how much is downloaded, for the person who waits
        record Npm(List<String> packages, String executable, long bytes) implements Install {}

        /// Already on the PATH; Steelyard does not install it.
        record OnPath(String executable, String version) implements Install {}

        /// Part of Steelyard.
        record BuiltIn() implements Install {}
    }

    /// Where the agent prints its own numbers.
    ///
    /// @param format `json` for one document on stdout, `jsonl` for one a line
    /// @param select with `jsonl`: only lines whose pointer `/type` equals this count; null for all
    /// @param pointers metric name → JSON Pointer; with `jsonl`, numbers of several matching lines are added up
    public record SelfReport(String format, @Nullable String select, Map<String, String> pointers) {}
}
