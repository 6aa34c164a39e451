package io.anlan.division;

import io.anlan.shared.Level;
import java.util.List;

/**
 * An office as its administrator sees it.
 *
 * @param telephone null where none has been entered
 * @param serves codes of the divisions that it serves besides its own
 */
public record OfficeAccount(
    String code,
    String name,
    Level level,
    boolean active,
    String telephone,
    List<String> serves,
    List<String> departments) {}
