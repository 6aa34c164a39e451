package io.anlan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;

/** The house rules that a machine can watch. */
@AnalyzeClasses(packages = "io.anlan", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @Test
  void modulesDependOneWayAndOnlyOnWhatTheyDeclare() {
    ApplicationModules.of(AnlanApplication.class).verify();
  }

  @ArchTest
  static final ArchRule onlyWorkflowKnowsTheEngine =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.anlan.workflow..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.camunda..");

  @ArchTest
  static final ArchRule nothingDependsOnWorkflow =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.anlan.workflow..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.anlan.workflow..");

  @ArchTest
  static final ArchRule entitiesHaveNoSetters =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Entity.class)
          .should()
          .haveNameNotMatching("set[A-Z].*");

  @ArchTest
  static final ArchRule dependenciesComeThroughTheConstructor =
      fields().should().notBeAnnotatedWith(Autowired.class);

  @ArchTest
  static final ArchRule timeIsTheClocks =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}
