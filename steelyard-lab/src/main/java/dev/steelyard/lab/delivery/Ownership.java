package dev.steelyard.lab.delivery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which text belongs to one change and no other.
///
/// It must be in no file of a condition without the change, nor in any task. That leaves what changes wrote that are in
/// the same conditions: so the change must have written it itself when it was applied, or, where no change did and the
/// build made it, no other change may be in all of the change's conditions.
///
/// @param treated the conditions with the change
/// @param elsewhere what agents see without the change
/// @param everywhere what agents see in each treated condition; empty if another change is in all of them, too
record Ownership(String change, List<Arm> treated, Shingles elsewhere, List<Shingles> everywhere) {

    /// Empty if no condition has the change.
    static Optional<Ownership> of(String change, List<Arm> arms, List<String> tasks) {
        List<Arm> treated = arms.stream().filter(arm -> arm.has(change)).toList();
        if (treated.isEmpty()) {
            return Optional.empty();
        }
        Set<String> without = new LinkedHashSet<>(tasks);
        arms.stream().filter(arm -> !arm.has(change)).forEach(arm -> without.addAll(arm.texts()));
        boolean alone = treated.getFirst().condition().changes().stream()
                .filter(other -> !other.equals(change))
                .noneMatch(other -> treated.stream().allMatch(arm -> arm.has(other)));
        List<Shingles> everywhere =
                alone ? treated.stream().map(arm -> Shingles.of(arm.texts())).toList() : List.of();
        return Optional.of(new Ownership(change, treated, Shingles.of(without), everywhere));
    }

    /// Of every file of every treated condition, its snippets.
    List<List<String>> snippets() {
        var snippets = new ArrayList<List<String>>();
        for (Arm arm : treated) {
            for (String text : arm.texts()) {
                snippets.add(Snippets.of(text, hash -> owns(arm, hash)));
            }
        }
        return snippets;
    }

    private boolean owns(Arm arm, long hash) {
        return !elsewhere.contains(hash) && (arm.wrote(change, hash) || isMadeOfIt(arm, hash));
    }

    private boolean isMadeOfIt(Arm arm, long hash) {
        return !everywhere.isEmpty()
                && arm.wroteNowhere(hash)
                && everywhere.stream().allMatch(texts -> texts.contains(hash));
    }
}
