package dev.steelyard.model;

import java.util.List;

/// All conditions of one (runner, task, repetition), in the order they run. Never split over machines.
///
/// @param index the place among the blocks, from 1
public record Block(int index, String runner, String task, int repetition, List<Cell> cells) {
    public Block {
        cells = List.copyOf(cells);
    }
}
