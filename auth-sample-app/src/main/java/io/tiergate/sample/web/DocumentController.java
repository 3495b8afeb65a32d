package io.tiergate.sample.web;

import io.tiergate.Resource;
import io.tiergate.sample.Permissions;
import io.tiergate.sample.document.DocumentQuery;
import io.tiergate.sample.document.DocumentQuery.Column;
import io.tiergate.sample.document.DocumentRow;
import io.tiergate.sample.document.Documents;
import io.tiergate.security.Access;
import io.tiergate.security.RequiresPermission;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
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

/** The list of documents and what can be done with each. A list has only what the user may read, and needs no guard of its own. */
@Controller
@RequestMapping("/documents")
class DocumentController {

    private static final int MAX_TITLE = 200;
    private static final int MAX_CONTENT = 4_000;
    private static final int MAX_PAGE = 1_000_000;

    private final Documents documents;
    private final Access access;

    DocumentController(Documents documents, Access access) {
        this.documents = documents;
        this.access = access;
    }

    @GetMapping
    @RequiresPermission(Permissions.ENTRY)
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Long folder,
            @RequestParam(defaultValue = "title") String sort,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        boolean descending = sort.endsWith("-down");
        Column column = Column.of(descending ? sort.substring(0, sort.length() - "-down".length()) : sort);
        DocumentQuery query =
                new DocumentQuery(q.strip(), folder, column, descending, Math.max(0, Math.min(page, MAX_PAGE) - 1));
        Page<DocumentRow> found = documents.list(query);
        if (found.isEmpty() && found.getTotalElements() > 0) {
            return "redirect:" + query.at(found.getTotalPages() - 1);
        }
        model.addAttribute("query", query);
        model.addAttribute("found", found);
        return "documents/list";
    }

    @GetMapping("/{id}")
    @RequiresPermission(value = Permissions.DOCUMENT_READ, on = "document:{id}")
    String show(@PathVariable long id, Model model) {
        model.addAttribute("document", find(id));
        model.addAttribute(
                "ways",
                access.explain(Permissions.DOCUMENT_READ, Resource.of("document", id)).reasons().stream()
                        .map(Held::way)
                        .toList());
        return "documents/document";
    }

    @GetMapping("/{id}/edit")
    @RequiresPermission(value = Permissions.DOCUMENT_WRITE, on = "document:{id}")
    String edit(@PathVariable long id, Model model) {
        DocumentRow document = find(id);
        model.addAttribute("document", document);
        model.addAttribute("newTitle", document.title());
        model.addAttribute("newContent", document.content());
        return "documents/edit";
    }

    @PostMapping("/{id}/edit")
    @RequiresPermission(value = Permissions.DOCUMENT_WRITE, on = "document:{id}")
    String change(
            @PathVariable long id,
            @RequestParam String title,
            @RequestParam String content,
            Model model,
            HttpServletResponse response,
            RedirectAttributes afterwards) {
        String problem = problem(title, content);
        if (!problem.isEmpty()) {
            model.addAttribute("document", find(id));
            model.addAttribute("newTitle", title);
            model.addAttribute("newContent", content);
            model.addAttribute("problem", problem);
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return "documents/edit";
        }
        documents.change(id, title.strip(), content);
        afterwards.addFlashAttribute("done", "The document is changed.");
        return "redirect:/documents/" + id;
    }

    @GetMapping("/{id}/delete")
    @RequiresPermission(value = Permissions.DOCUMENT_DELETE, on = "document:{id}")
    String askToDelete(@PathVariable long id, Model model) {
        model.addAttribute("document", find(id));
        return "documents/delete";
    }

    @PostMapping("/{id}/delete")
    @RequiresPermission(value = Permissions.DOCUMENT_DELETE, on = "document:{id}")
    String delete(@PathVariable long id, RedirectAttributes afterwards) {
        documents.delete(id);
        afterwards.addFlashAttribute("done", "The document is deleted.");
        return "redirect:/documents";
    }

    private DocumentRow find(long id) {
        return documents.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String problem(String title, String content) {
        if (title.isBlank()) {
            return "Give it a title.";
        }
        if (title.strip().length() > MAX_TITLE) {
            return "The title is longer than " + MAX_TITLE + " characters. Shorten it.";
        }
        return content.length() > MAX_CONTENT
                ? "The text is longer than " + MAX_CONTENT + " characters. Shorten it."
                : "";
    }
}
