package dev.steelyard.testkit;

import dev.steelyard.lab.Machine;
import dev.steelyard.lab.sandbox.ProcessSandbox;
import dev.steelyard.lab.sandbox.Sandbox;

class ProcessSandboxTest extends SandboxContract {
    @Override
    protected Sandbox create() {
        return ProcessSandbox.create(Machine.userFor("root".equals(System.getProperty("user.name"))));
    }
}
