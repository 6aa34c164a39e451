package io.anlan.workflow;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;

/** The only beans that a model can name, resolved when it does. */
class ModelBeans extends AbstractMap<Object, Object> {

  private static final Map<String, Class<?>> BEANS =
      Map.ofEntries(
          Map.entry("enterLevel", EnterLevelDelegate.class),
          Map.entry("selectVisit", SelectVisitDelegate.class),
          Map.entry("remindExperts", RemindExpertsDelegate.class),
          Map.entry("recordUnanswered", RecordUnansweredDelegate.class),
          Map.entry("recordAbsent", RecordAbsentDelegate.class),
          Map.entry("awaitNaming", AwaitNamingDelegate.class),
          Map.entry("returnObjected", ReturnObjectedDelegate.class),
          Map.entry("informApplications", InformApplicationsDelegate.class),
          Map.entry("sendMessages", SendMessagesDelegate.class),
          Map.entry("urge", UrgeDelegate.class),
          Map.entry("takeBackFile", TakeBackFileDelegate.class),
          Map.entry("proposeRejection", ProposeRejectionDelegate.class),
          Map.entry("dueDates", DueDates.class),
          Map.entry("consultation", ConsultationModel.class),
          Map.entry("visits", VisitModel.class),
          Map.entry("designations", DesignationModel.class));

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
