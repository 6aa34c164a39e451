/** The engine: the one package that knows Camunda. */
@org.springframework.modulith.ApplicationModule(displayName = "workflow")
package io.anlan.workflow;
