package dev.gatehouse.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules (docs/adr/0001). */
@AnalyzeClasses(
        packages = "dev.gatehouse",
        importOptions = {ImportOption.DoNotIncludeTests.class, DoNotIncludeTestJars.class})
class ModulesTest {

    @ArchTest
    static final ArchRule auditKnowsNoOtherModule = noClasses()
            .that()
            .resideInAPackage("dev.gatehouse.audit..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.gatehouse.session..", "dev.gatehouse.auth..", "dev.gatehouse.storage..");

    @ArchTest
    static final ArchRule sessionKnowsOnlyAudit = noClasses()
            .that()
            .resideInAPackage("dev.gatehouse.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.gatehouse.auth..", "dev.gatehouse.storage..");

    @ArchTest
    static final ArchRule authDoesNotKnowStorage = noClasses()
            .that()
            .resideInAPackage("dev.gatehouse.auth..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.gatehouse.storage..");

    @ArchTest
    static final ArchRule storageKnowsOnlyAudit = noClasses()
            .that()
            .resideInAPackage("dev.gatehouse.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.gatehouse.auth..", "dev.gatehouse.session..");

    @ArchTest
    static final ArchRule nothingKnowsWeb = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.web..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.gatehouse.web..");

    @ArchTest
    static final ArchRule theSeedKnowsTheApiOnly = noClasses()
            .that()
            .resideInAPackage("dev.gatehouse.seed..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.gatehouse.seed..", "java..");

    @ArchTest
    static final ArchRule nothingKnowsTheSeed = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.seed..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.gatehouse.seed..");

    @ArchTest
    static final ArchRule thePictureImportKnowsTheApiOnly = noClasses()
            .that()
            .resideInAPackage("dev.gatehouse.pictureimport..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.gatehouse.pictureimport..", "java..");

    @ArchTest
    static final ArchRule nothingKnowsThePictureImport = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.pictureimport..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.gatehouse.pictureimport..");

    @ArchTest
    static final ArchRule modulesKnowNoHttp = noClasses()
            .that()
            .resideOutsideOfPackage("dev.gatehouse.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "jakarta.faces..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule auditIsClosedBehindItsRootPackage = closed("audit");

    @ArchTest
    static final ArchRule sessionIsClosedBehindItsRootPackage = closed("session");

    @ArchTest
    static final ArchRule authIsClosedBehindItsRootPackage = closed("auth");

    @ArchTest
    static final ArchRule storageIsClosedBehindItsRootPackage = closed("storage");

    @ArchTest
    static final ArchRule modulesAreFreeOfCycles =
            slices().matching("dev.gatehouse.(*)..").should().beFreeOfCycles();

    private static ArchRule closed(String module) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("dev.gatehouse." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.gatehouse." + module + ".internal..");
    }
}
