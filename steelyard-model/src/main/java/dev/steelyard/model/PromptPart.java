package dev.steelyard.model;

/// A share of one prompt's input tokens, by where the text came from.
///
/// @param kind `system`, `tool` (a definition), `user`, `assistant`, `call` (a tool call the model made), `result`
/// (what
/// came of one), `other`
/// @param name which: the tool's name; for a result the tool and the command or file it was about; else empty
/// @param tokens the shares of a call sum up to its input tokens
public record PromptPart(String kind, String name, long tokens) {}
