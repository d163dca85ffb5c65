package dev.gatehouse.architecture;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Path;

/** Rules about names, time, transactions and entities. They are only ever tightened. */
@AnalyzeClasses(
        packages = "dev.gatehouse",
        importOptions = {ImportOption.DoNotIncludeTests.class, DoNotIncludeTestJars.class})
class HouseRulesTest {

    @ArchTest
    static final ArchRule namesSayWhatAThingIs =
            noClasses().should().haveNameMatching(".*(Impl|Manager|Service|Helper|Dto|DTO|Utils?|Bean)$");

    @ArchTest
    static final ArchRule packagesAreNamedAfterFeatures = noClasses()
            .should()
            .resideInAnyPackage("..common..", "..util..", "..utils..", "..impl..", "..dto..", "..helper..", "..misc..");

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses().should().callMethodWhere(isNowWithoutClock());

    @ArchTest
    static final ArchRule transactionsBeginAtTheModulesApi = methods()
            .that(areTransactional())
            .should(new ArchCondition<>("implement an interface of the module's root package, or be Transactions") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    JavaClass owner = method.getOwner();
                    boolean api = owner.getAllRawInterfaces().stream()
                            .anyMatch(type -> type.getPackageName().matches("dev\\.gatehouse\\.\\w+"));
                    boolean allowed =
                            owner.getName().matches("dev\\.gatehouse\\.(auth|storage)\\.internal\\.Transactions");
                    events.add(new SimpleConditionEvent(method, api || allowed, method.getFullName()));
                }
            });

    @ArchTest
    static final ArchRule entitiesLiveInTheClosedPart =
            classes().that(annotatedWith(Entity.class)).should().resideInAPackage("..internal..");

    @ArchTest
    static final ArchRule noPublicTypeOfAModuleShowsAnEntity = noClasses()
            .that()
            .resideOutsideOfPackage("..internal..")
            .should()
            .dependOnClassesThat(annotatedWith(Entity.class));

    @ArchTest
    static final ArchRule entitiesChangeByNamedActs = noMethods()
            .that()
            .areDeclaredInClassesThat(annotatedWith(Entity.class))
            .should()
            .haveNameMatching("set[A-Z].*")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule jsonProvidersAreNotSearchedForAtEveryCall = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.json.Json")
            .because("each of its methods walks the class path; a JsonProvider that is kept does not");

    @ArchTest
    static final ArchRule nothingIsPrintedButByProgramsForAConsole = noClasses()
            .that()
            .resideOutsideOfPackages("dev.gatehouse.seed..", "dev.gatehouse.pictureimport..")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule resourcesAreNamedAfterWhatTheyServe =
            classes().that(annotatedWith(Path.class)).should().haveSimpleNameEndingWith("Resource");

    @ArchTest
    static final ArchRule uploadsAreNotSpooled = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("jakarta\\.servlet\\.http\\.Part|jakarta\\.servlet\\.annotation\\.MultipartConfig"
                    + "|jakarta\\.ws\\.rs\\.core\\.EntityPart"
                    + "|org\\.apache\\.commons\\.fileupload2\\.core\\.(DiskFileItem|AbstractFileUpload).*")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("org.glassfish.jersey.media.multipart..")
            .orShould()
            .callMethodWhere(DescribedPredicate.describe(
                    "getPart or getParts", call -> call.getName().matches("getParts?")))
            .because("all of them write a body to disk, or keep it in memory, before anybody has looked at it");

    private static DescribedPredicate<JavaMethodCall> isNowWithoutClock() {
        return DescribedPredicate.describe(
                "now() of java.time without a clock",
                call -> call.getTargetOwner().getPackageName().equals("java.time")
                        && call.getName().equals("now")
                        && call.getTarget().getRawParameterTypes().isEmpty());
    }

    private static DescribedPredicate<JavaMethod> areTransactional() {
        return DescribedPredicate.describe(
                "are transactional",
                method -> method.isAnnotatedWith(Transactional.class)
                        || method.getOwner().isAnnotatedWith(Transactional.class)
                                && method.getModifiers().contains(JavaModifier.PUBLIC));
    }
}
