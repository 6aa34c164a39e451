package io.anlan.workflow;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;

/** The only beans that a model can name, resolved when it does. */
class ModelBeans extends AbstractMap<Object, Object> {

  private static final Map<String, Class<?>> BEANS =
      Map.of(
          "enterLevel", EnterLevelDelegate.class,
          "awaitNaming", AwaitNamingDelegate.class,
          "returnObjected", ReturnObjectedDelegate.class,
          "informApplications", InformApplicationsDelegate.class,
          "dueDates", DueDates.class,
          "consultation", ConsultationModel.class,
          "designations", DesignationModel.class);

  private final BeanFactory factory;

  ModelBeans(BeanFactory factory) {
    this.factory = factory;
  }

  @Override
  public boolean containsKey(Object key) {
    return BEANS.containsKey(key);
  }

  @Override
  public Object get(Object key) {
    Class<?> type = BEANS.get(key);
    return type == null ? null : factory.getBean(type);
  }

  @Override
  public Set<Entry<Object, Object>> entrySet() {
    throw new UnsupportedOperationException("resolve beans by name");
  }
}
