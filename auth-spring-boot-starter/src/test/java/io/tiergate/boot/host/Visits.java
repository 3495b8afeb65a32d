package io.tiergate.boot.host;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** What code of controllers ran. */
@Component
class Visits {

    private final List<String> seen = new CopyOnWriteArrayList<>();

    void note(String place) {
        seen.add(place);
    }

    List<String> seen() {
        return seen;
    }
}
