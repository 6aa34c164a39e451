package io.anlan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.anlan.support.RunningAnlan;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A task keeps the form of the deployment that it began with, however that one named its files. */
@RunningAnlan
class FormCatalogTest {

  @Autowired FormCatalog forms;
  @Autowired RepositoryService repository;

  @ParameterizedTest
  @ValueSource(strings = {"sign-off.form", "/somewhere/classes/forms/sign-off.form"})
  void aFormIsFoundInADeploymentOfAnyVersion(String resource) {
    String deployment =
        repository
            .createDeployment()
            .addInputStream(resource, getClass().getResourceAsStream("/forms/sign-off.form"))
            .deploy()
            .getId();
    assertThat(
            forms
                .check(forms.elements(deployment, "sign-off"), Map.of("decision", "APPROVE"))
                .text("decision"))
        .isEqualTo("APPROVE");
  }
}
