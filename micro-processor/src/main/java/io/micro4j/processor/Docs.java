package io.micro4j.processor;

import io.micro4j.codegen.Doc;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;

/** What is said about a type or a method in the user's sources. It is Javadoc already. */
final class Docs {
    static Doc of(Element element, Elements elements) {
        String comment = elements.getDocComment(element);
        String text = comment == null
                ? ""
                : comment.lines()
                        .map(line -> line.startsWith(" ") ? line.substring(1) : line)
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"))
                        .strip();
        return new Doc(text, elements.isDeprecated(element));
    }

    private Docs() {}
}
