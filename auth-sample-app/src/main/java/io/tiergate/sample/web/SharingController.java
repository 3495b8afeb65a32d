package io.tiergate.sample.web;

import io.tiergate.Validity;
import io.tiergate.sample.Permissions;
import io.tiergate.sample.document.DocumentRow;
import io.tiergate.sample.document.Documents;
import io.tiergate.sample.document.Share;
import io.tiergate.sample.document.Sharing;
import io.tiergate.security.RequiresPermission;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The dialog in which a document is shared. */
@Controller
@RequestMapping("/documents/{id}/share")
class SharingController {

    private final Documents documents;
    private final Sharing sharing;

    SharingController(Documents documents, Sharing sharing) {
        this.documents = documents;
        this.sharing = sharing;
    }

    @GetMapping
    @RequiresPermission(value = Permissions.DOCUMENT_SHARE, on = "document:{id}")
    String dialog(@PathVariable long id, Model model) {
        DocumentRow document = documents.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("document", document);
        model.addAttribute("direct", sharing.direct(id));
        model.addAttribute("above", sharing.fromAbove(id));
        model.addAttribute("groups", sharing.groups());
        model.addAttribute("people", sharing.people());
        model.addAttribute("shares", Share.values());
        return "documents/share";
    }

    /** @param until the last day, in UTC */
    @PostMapping
    @RequiresPermission(value = Permissions.DOCUMENT_SHARE, on = "document:{id}")
    String share(
            @PathVariable long id,
            @RequestParam String who,
            @RequestParam String what,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate until,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            HttpServletResponse response,
            RedirectAttributes afterwards) {
        Optional<Share> share = Share.of(what);
        String problem = share.isEmpty()
                ? "Choose what they may do."
                : sharing.share(id, who, share.get(), validity(until), reason.strip());
        return answer(id, problem, "It is shared. It takes effect at once.", model, response, afterwards);
    }

    @PostMapping("/take-back")
    @RequiresPermission(value = Permissions.DOCUMENT_SHARE, on = "document:{id}")
    String takeBack(
            @PathVariable long id,
            @RequestParam long grant,
            Model model,
            HttpServletResponse response,
            RedirectAttributes afterwards) {
        String problem = sharing.takeBack(id, grant);
        return answer(id, problem, "It is taken back. It takes effect at once.", model, response, afterwards);
    }

    private String answer(
            long id,
            String problem,
            String done,
            Model model,
            HttpServletResponse response,
            RedirectAttributes afterwards) {
        if (!problem.isEmpty()) {
            model.addAttribute("problem", problem);
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return dialog(id, model);
        }
        afterwards.addFlashAttribute("done", done);
        return "redirect:/documents/" + id + "/share";
    }

    private static Validity validity(@Nullable LocalDate until) {
        return until == null
                ? Validity.ALWAYS
                : Validity.until(until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
