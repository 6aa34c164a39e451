package io.anlan.visit;

import io.anlan.audit.Trail;
import io.anlan.division.OfficeContact;
import io.anlan.division.Offices;
import io.anlan.shared.Texts;
import io.anlan.visit.VisitList.Mate;
import io.anlan.visit.VisitList.Row;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Visits as all-day events (RFC 5545), for the calendars of telephones and offices. */
@Component
@Transactional(readOnly = true)
public class VisitCalendar {

  private final VisitList list;
  private final Offices offices;
  private final Trail trail;
  private final Texts texts;
  private final Clock clock;

  VisitCalendar(VisitList list, Offices offices, Trail trail, Texts texts, Clock clock) {
    this.list = list;
    this.offices = offices;
    this.trail = trail;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * @param home where Anlan is reached, without a slash at its end
   */
  public String of(List<Row> visits, String home) {
    Map<Long, List<Mate>> teams = list.teams(visits);
    Map<String, OfficeContact> names = offices.contacts(visits.stream().map(Row::office).toList());
    // Grows with every act on the file, and so whenever the date moves.
    Map<String, Integer> acts = trail.lengths(visits.stream().map(Row::number).toList());
    Calendar calendar = new Calendar();
    calendar.add(new ProdId("-//Anlan//Visits//ZH"));
    calendar.add(ImmutableVersion.VERSION_2_0);
    calendar.add(ImmutableCalScale.GREGORIAN);
    calendar.add(ImmutableMethod.PUBLISH);
    for (Row visit : visits) {
      VEvent event = new VEvent(false);
      event.add(new Uid("visit-" + visit.id() + "@anlan"));
      event.add(new DtStamp(clock.instant()));
      event.add(new DtStart<>(visit.plannedOn()));
      event.add(new Summary(texts.text("visit.event", visit.community())));
      event.add(new Sequence(acts.get(visit.number())));
      event.add(status(visit));
      if (visit.shown()) {
        event.add(new Location(place(visit)));
        event.add(
            new Description(
                words(
                    visit,
                    names.get(visit.office()).name(),
                    teams.getOrDefault(visit.id(), List.of()))));
        event.add(new Url(URI.create(home + "/visits/" + visit.id())));
      }
      calendar.add(event);
    }
    StringWriter out = new StringWriter();
    try {
      // A calendar without visits is one too, though not by the letter of the standard.
      new CalendarOutputter(false).output(calendar, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** Who does not come (any more) shall not find it in the calendar. */
  private static Status status(Row visit) {
    if (visit.state() == Visit.State.CANCELLED) return ImmutableStatus.VEVENT_CANCELLED;
    if (visit.own() == null) {
      return visit.state() == Visit.State.FORMING || visit.state() == Visit.State.INVITING
          ? ImmutableStatus.VEVENT_TENTATIVE
          : ImmutableStatus.VEVENT_CONFIRMED;
    }
    return switch (visit.own()) {
      case INVITED -> ImmutableStatus.VEVENT_TENTATIVE;
      case ACCEPTED, VISITED, ABSENT -> ImmutableStatus.VEVENT_CONFIRMED;
      case DECLINED, RECUSED, LATE, REPLACED -> ImmutableStatus.VEVENT_CANCELLED;
    };
  }

  private static String place(Row visit) {
    return visit.address() == null || visit.address().isBlank()
        ? visit.community()
        : visit.community() + " " + visit.address();
  }

  private String words(Row visit, String office, List<Mate> team) {
    String people =
        team.stream()
            .map(
                mate ->
                    mate.username().equals(visit.leader())
                        ? texts.text("visit.leader-of", mate.name())
                        : mate.name())
            .collect(Collectors.joining(texts.text("visit.comma")));
    return Stream.of(
            texts.text("visit.event.office", office),
            texts.text("visit.event.team", people.isEmpty() ? "—" : people),
            texts.text("visit.event.number", visit.number()))
        .collect(Collectors.joining("\n"));
  }
}
