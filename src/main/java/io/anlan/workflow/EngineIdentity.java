package io.anlan.workflow;

import io.anlan.account.AccountQuery;
import io.anlan.account.Accounts;
import io.anlan.account.Actor;
import io.anlan.account.GroupNames;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.GroupQuery;
import org.camunda.bpm.engine.identity.NativeUserQuery;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.TenantQuery;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.identity.UserQuery;
import org.camunda.bpm.engine.impl.Direction;
import org.camunda.bpm.engine.impl.GroupQueryImpl;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.QueryOrderingProperty;
import org.camunda.bpm.engine.impl.TenantQueryImpl;
import org.camunda.bpm.engine.impl.UserQueryImpl;
import org.camunda.bpm.engine.impl.identity.ReadOnlyIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** Our accounts as the engine's people: it reads them and can change none. */
class EngineIdentity implements ReadOnlyIdentityProvider {

  /** A query that names nobody in particular never reads more than this. */
  private static final int MOST = 1000;

  private final Accounts accounts;
  private final GroupNames names;

  EngineIdentity(Accounts accounts, GroupNames names) {
    this.accounts = accounts;
    this.names = names;
  }

  @Override
  public User findUserById(String id) {
    return accounts.find(id).map(EngineIdentity::user).orElse(null);
  }

  @Override
  public UserQuery createUserQuery() {
    return new Users();
  }

  @Override
  public UserQuery createUserQuery(CommandContext context) {
    return new Users();
  }

  @Override
  public NativeUserQuery createNativeUserQuery() {
    throw new BadUserRequestException("Native user queries are not supported");
  }

  /** Anlan's own sign-in is the only one. */
  @Override
  public boolean checkPassword(String id, String password) {
    return false;
  }

  @Override
  public Group findGroupById(String id) {
    return accounts.groups().contains(id) ? group(id) : null;
  }

  @Override
  public GroupQuery createGroupQuery() {
    return new Groups();
  }

  @Override
  public GroupQuery createGroupQuery(CommandContext context) {
    return new Groups();
  }

  @Override
  public Tenant findTenantById(String id) {
    return null;
  }

  @Override
  public TenantQuery createTenantQuery() {
    return new NoTenants();
  }

  @Override
  public TenantQuery createTenantQuery(CommandContext context) {
    return new NoTenants();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  private static User user(Actor actor) {
    UserEntity user = new UserEntity(actor.username());
    user.setFirstName(actor.name());
    user.setLastName("");
    return user;
  }

  private Group group(String id) {
    Group group = new NamedGroup(id, names);
    group.setType("WORKFLOW");
    return group;
  }

  private static boolean like(String value, String pattern) {
    if (pattern == null) return true;
    String regex =
        Arrays.stream(pattern.split("%", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .orElse("");
    return value != null && value.matches("(?s)" + regex);
  }

  private static boolean orderedBy(String column, List<QueryOrderingProperty> ordering) {
    return ordering.stream()
        .anyMatch(o -> o.getQueryProperty().getName().toLowerCase(Locale.ROOT).contains(column));
  }

  private static boolean descending(List<QueryOrderingProperty> ordering) {
    return !ordering.isEmpty() && ordering.get(0).getDirection() == Direction.DESCENDING;
  }

  private static <T> List<T> page(Stream<T> all, Page page) {
    return page == null
        ? all.toList()
        : all.skip(page.getFirstResult()).limit(page.getMaxResults()).toList();
  }

  /** The engine's user query over our accounts. */
  private final class Users extends UserQueryImpl {

    private static final long serialVersionUID = 1;

    @Override
    public long executeCount(CommandContext context) {
      return all().count();
    }

    @Override
    public List<User> executeList(CommandContext context, Page page) {
      return page(all(), page);
    }

    private Stream<User> all() {
      if (getEmail() != null || getTenantId() != null) return Stream.empty();
      Set<String> ids =
          getId() != null ? Set.of(getId()) : getIds() != null ? Set.of(getIds()) : null;
      boolean byName = orderedBy("first", getOrderingProperties());
      Sort sort = Sort.by(byName ? "displayName" : "username");
      if (descending(getOrderingProperties())) sort = sort.descending();
      return accounts
          .search(
              new AccountQuery(
                  ids,
                  null,
                  getFirstNameLike() != null ? getFirstNameLike() : getLastNameLike(),
                  getGroupId(),
                  PageRequest.of(0, MOST, sort)))
          .stream()
          .filter(a -> getFirstName() == null || getFirstName().equals(a.name()))
          .map(EngineIdentity::user);
    }
  }

  /** The engine's group query over our roles. */
  private final class Groups extends GroupQueryImpl {

    private static final long serialVersionUID = 1;

    @Override
    public long executeCount(CommandContext context) {
      return all().count();
    }

    @Override
    public List<Group> executeList(CommandContext context, Page page) {
      return page(all(), page);
    }

    private Stream<Group> all() {
      if (getTenantId() != null) return Stream.empty();
      Stream<String> names =
          getUserId() == null
              ? accounts.groups().stream()
              : Optional.ofNullable(accounts.find(getUserId()).orElse(null))
                  .map(Actor::groups)
                  .orElse(Set.of())
                  .stream();
      Comparator<Group> order =
          Comparator.comparing(
              orderedBy("name", getOrderingProperties()) ? Group::getName : Group::getId);
      return names
          .filter(g -> getId() == null || getId().equals(g))
          .filter(g -> getIds() == null || Arrays.asList(getIds()).contains(g))
          .filter(g -> getType() == null || getType().equals("WORKFLOW"))
          .map(EngineIdentity.this::group)
          .filter(g -> getName() == null || getName().equals(g.getName()))
          .filter(g -> getNameLike() == null || like(g.getName(), getNameLike()))
          .sorted(descending(getOrderingProperties()) ? order.reversed() : order);
    }
  }

  /** Looks its name up when somebody reads it: most callers want the id alone. */
  private static final class NamedGroup extends GroupEntity {

    private static final long serialVersionUID = 1;

    private final transient GroupNames names;

    private NamedGroup(String id, GroupNames names) {
      super(id);
      this.names = names;
    }

    @Override
    public String getName() {
      return names.of(getId());
    }
  }

  private static final class NoTenants extends TenantQueryImpl {

    private static final long serialVersionUID = 1;

    @Override
    public long executeCount(CommandContext context) {
      return 0;
    }

    @Override
    public List<Tenant> executeList(CommandContext context, Page page) {
      return List.of();
    }
  }
}
