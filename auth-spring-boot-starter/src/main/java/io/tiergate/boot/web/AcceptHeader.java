package io.tiergate.boot.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Whether a client would rather read a page or a problem, by RFC 9110. */
final class AcceptHeader {

    private static final List<MediaType> PAGES = List.of(MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML);

    private static final List<MediaType> PROBLEMS =
            List.of(MediaType.APPLICATION_PROBLEM_JSON, MediaType.APPLICATION_JSON);

    private AcceptHeader() {}

    /**
     * A page only for those who say so: it is worth more to them, or as much and named more exactly. Who says nothing, or
     * takes anything, or cannot be understood, is a program.
     */
    static boolean prefersPage(HttpServletRequest request) {
        List<MediaType> accepted;
        try {
            accepted = MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        } catch (InvalidMediaTypeException malformed) {
            return false;
        }
        Liking page = best(PAGES, accepted);
        Liking problem = best(PROBLEMS, accepted);
        return page.quality > 0 && page.isMoreThan(problem);
    }

    private static Liking best(List<MediaType> types, List<MediaType> accepted) {
        Liking best = new Liking(0, -1);
        for (MediaType type : types) {
            Liking liking = liking(type, accepted);
            if (liking.isMoreThan(best)) {
                best = liking;
            }
        }
        return best;
    }

    /** What the most exact range that includes the type says about it. */
    private static Liking liking(MediaType type, List<MediaType> accepted) {
        Liking liking = new Liking(0, -1);
        for (MediaType range : accepted) {
            int exactness = range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
            if (range.includes(type) && exactness > liking.exactness) {
                liking = new Liking(range.getQualityValue(), exactness);
            }
        }
        return liking;
    }

    private record Liking(double quality, int exactness) {

        boolean isMoreThan(Liking other) {
            return quality == other.quality ? exactness > other.exactness : quality > other.quality;
        }
    }
}
