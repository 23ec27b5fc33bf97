package io.micro4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class DocTest {
    @Test
    void escapesWhatJavadocAndJavacWouldTakeForMarkup() {
        assertThat(javadoc(" Ends */ <b>bold</b> & {@link X} \\u000a $L."))
                .isEqualTo("Ends *&#47; &lt;b&gt;bold&lt;/b&gt; &amp; {&#64;link X} &#92;u000a $L.");
    }

    @Test
    void keepsParagraphs() {
        assertThat(javadoc(" One\n line.  \n\n\n Two.\r\n\r\n Three.\n"))
                .isEqualTo("One\nline.\n\n<p>Two.\n\n<p>Three.");
    }

    @Test
    void keepsLinesOfListsAndCode() {
        assertThat(javadoc(" Takes:\n\n - one\n - two\n\n Then:\n\n     call(1);\n"))
                .isEqualTo("Takes:\n\n<pre>\n- one\n- two\n</pre>\n\n<p>Then:\n\n<pre>\ncall(1);\n</pre>");
    }

    @Test
    void takesMarginOffWhateverComesBlank() {
        assertThat(javadoc("\n  One\n  line.\n\n ")).isEqualTo("One\nline.");
    }

    @Test
    void isEmptyForNothing() {
        assertThat(javadoc(" \n\n")).isEmpty();
    }

    @Test
    void refusesEndOfComment() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Doc("a */ b", false));
    }

    private static String javadoc(String text) {
        return Doc.ofPlainText(text, false).javadoc();
    }
}
