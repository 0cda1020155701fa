package dev.steelyard.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;

/// The arrows of ARCHITECTURE.md that the reactor alone cannot enforce.
@AnalyzeClasses(packages = "dev.steelyard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String MODEL = "dev.steelyard.model..";
    private static final String STATS = "dev.steelyard.stats..";
    private static final String JOURNAL = "dev.steelyard.journal..";
    private static final String GATEWAY = "dev.steelyard.gateway..";
    private static final String LAB = "dev.steelyard.lab..";
    private static final String REPORT = "dev.steelyard.report..";
    private static final String CLI = "dev.steelyard.cli..";

    @ArchTest
    static final ArchRule the_model_knows_nothing_of_ours_and_does_no_io = noClasses()
            .that()
            .resideInAPackage(MODEL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    STATS, JOURNAL, GATEWAY, LAB, REPORT, CLI, "java.io..", "java.nio.file..", "java.net..", "tools..");

    @ArchTest
    static final ArchRule statistics_stand_alone = noClasses()
            .that()
            .resideInAPackage(STATS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MODEL, JOURNAL, GATEWAY, LAB, REPORT, CLI, "java.io..", "java.nio.file..");

    @ArchTest
    static final ArchRule the_gateway_knows_the_model_only = noClasses()
            .that()
            .resideInAPackage(GATEWAY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STATS, JOURNAL, LAB, REPORT, CLI);

    @ArchTest
    static final ArchRule the_journal_knows_the_model_only = noClasses()
            .that()
            .resideInAPackage(JOURNAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STATS, GATEWAY, LAB, REPORT, CLI);

    @ArchTest
    static final ArchRule a_report_is_made_from_files_alone = noClasses()
            .that()
            .resideInAPackage(REPORT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GATEWAY, LAB, CLI, "io.netty..");

    @ArchTest
    static final ArchRule the_lab_knows_no_statistics = noClasses()
            .that()
            .resideInAPackage(LAB)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(STATS, REPORT, CLI);

    @ArchTest
    static final ArchRule the_authority_of_a_run_has_no_way_to_a_disk = noClasses()
            .that()
            .resideInAPackage("dev.steelyard.gateway.intercept..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.nio.file..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile)");

    @ArchTest
    static final ArchRule the_proxy_knows_no_doors = noClasses()
            .that()
            .resideInAPackage("dev.steelyard.gateway.intercept..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.steelyard.gateway",
                    "dev.steelyard.gateway.dialect..",
                    "dev.steelyard.gateway.live..",
                    "dev.steelyard.gateway.simulated..");

    @ArchTest
    static final ArchRule only_the_command_line_prints = noClasses()
            .that()
            .resideOutsideOfPackages(CLI, "dev.steelyard.testkit..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(PrintStream.class);

    @ArchTest
    static final ArchRule only_the_command_line_ends_the_process = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule only_the_lab_starts_processes = noClasses()
            .that()
            .resideOutsideOfPackages(LAB, "dev.steelyard.testkit..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class);

    @ArchTest
    static final ArchRule names_say_what_a_class_is = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
            .orShould()
            .haveNameMatching(".*\\.(Abstract|Base)[A-Z].*");
}
