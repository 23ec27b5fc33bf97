package io.micro4j.benchmarks;

import static io.micro4j.benchmarks.Contenders.named;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a run consists of: which systems go through which cases. */
final class Plan {
    static final int SMALL = 32;

    /** The cases that {@link Goals} asks about. */
    static final Case ONE_BLOCKING = new Case(Load.BLOCKING, 1, SMALL);

    static final Case BLOCKING = new Case(Load.BLOCKING, 64, SMALL);
    static final Case MORE_BLOCKING = new Case(Load.BLOCKING, 256, SMALL);
    static final Case ASYNC = new Case(Load.ASYNC, 64, SMALL);
    static final Case MOST_BLOCKING = new Case(Load.BLOCKING, 1_000, SMALL);
    static final Case MOST_ASYNC = new Case(Load.ASYNC, 1_000, SMALL);
    static final Case VIRTUAL = new Case(Load.VIRTUAL, 64, SMALL);
    static final Case LARGER = new Case(Load.ASYNC, 16, 64 << 10);
    static final Case LARGE = new Case(Load.BLOCKING, 1, 1 << 20);
    static final Case HUGE = new Case(Load.BLOCKING, 1, 64 << 20);
    static final Case SERVER_STREAM = new Case(Load.SERVER_STREAM, 1, SMALL);

    static final List<String> SECTIONS =
            List.of("calls", "in-flight", "virtual", "payloads", "huge", "streams", "services", "start", "idle");

    private final Settings settings;
    private final Jvm jvm;
    private final Pace pace;
    private final boolean full;

    private Plan(Settings settings) {
        this.settings = settings;
        this.jvm = settings.jvm();
        this.pace = settings.pace();
        this.full = settings.scale() == Settings.Scale.FULL;
    }

    /** Returns the sections that {@code settings} want, without systems that cannot run here. */
    static List<Section> of(Settings settings) throws IOException {
        return new Plan(settings).sections().stream().filter(settings::wants).toList();
    }

    private List<Section> sections() throws IOException {
        List<Section> sections = new ArrayList<>();
        if (settings.scale() == Settings.Scale.QUICK) {
            sections.add(calls(
                    here(
                            "grpc-java",
                            "grpc-java-direct",
                            "http",
                            "http-inline",
                            "grpc",
                            "grpc-inline",
                            "tcp",
                            "tcp-inline"),
                    List.of(BLOCKING, ASYNC)));
            return sections;
        }
        sections.add(calls(here(all()), List.of(BLOCKING, ASYNC)));
        sections.add(section("in-flight", "Few and many calls under way", full ? here(all()) : ours(), numbers(), jvm));
        settings.virtualJvm().ifPresent(newer -> sections.add(virtual(newer)));
        sections.add(payloads());
        sections.add(section("huge", "Messages of 64 MiB", ours(), List.of(LARGE, HUGE), jvm.withHeap(2048)));
        sections.add(streams());
        sections.add(section(
                "services",
                "1,000 services in the registry",
                here("grpc-java", "http", "http-services", "grpc", "grpc-services", "tcp", "tcp-services"),
                List.of(BLOCKING),
                jvm));
        List<Contender> servers =
                here("grpc-java", "armeria", "dubbo-triple", "dubbo", "sofabolt", "http", "grpc", "tcp");
        sections.add(new StartSection(servers, jvm, pace));
        sections.add(new IdleSection(servers, jvm.withHeap(1024)));
        return sections;
    }

    private CallSection calls(List<Contender> systems, List<Case> cases) {
        return section("calls", "Calls of " + SMALL + " characters", systems, settings.cases(cases), jvm);
    }

    private CallSection virtual(Jvm newer) {
        List<Case> cases = full
                ? Stream.of(Load.VIRTUAL, Load.BLOCKING)
                        .flatMap(load -> IntStream.of(1, 64, 256, 1_000).mapToObj(n -> new Case(load, n, SMALL)))
                        .toList()
                : List.of(VIRTUAL, BLOCKING);
        return section("virtual", "Callers on virtual threads, JDK " + newer.feature(), ours(), cases, newer);
    }

    private CallSection payloads() {
        List<Case> cases = Stream.of(4 << 10, 64 << 10, 1 << 20)
                .flatMap(size -> (full ? Stream.of(Load.ASYNC, Load.BLOCKING) : Stream.of(Load.ASYNC))
                        .map(load -> new Case(load, 16, size)))
                .toList();
        List<Contender> systems = full
                ? here(
                        "grpc-java",
                        "grpc-java-direct",
                        "armeria",
                        "dubbo-triple",
                        "dubbo",
                        "sofabolt",
                        "http",
                        "http-inline",
                        "grpc",
                        "grpc-inline",
                        "tcp",
                        "tcp-inline")
                : here("grpc-java", "grpc-java-direct", "sofabolt", "http", "grpc", "tcp");
        return section("payloads", "Larger messages", systems, cases, jvm.withHeap(512));
    }

    private CallSection streams() {
        List<Case> cases = Stream.of(Load.SERVER_STREAM, Load.CLIENT_STREAM, Load.BIDI)
                .flatMap(load -> (full ? Stream.of(1, 64) : Stream.of(1)).map(number -> new Case(load, number, SMALL)))
                .toList();
        return new CallSection(
                "streams",
                "Streams",
                here("grpc-java", "grpc-java-direct", "armeria", "http", "grpc", "grpc-inline", "tcp", "tcp-inline"),
                cases,
                jvm,
                pace.withWarmUp(pace.warmUp().dividedBy(2))); // a second has many messages
    }

    private CallSection section(String name, String title, List<Contender> systems, List<Case> cases, Jvm jvm) {
        return new CallSection(name, title, systems, cases, jvm, pace);
    }

    private static List<Case> numbers() {
        return Stream.of(Load.BLOCKING, Load.ASYNC)
                .flatMap(load -> Stream.of(1, 16, 256, 1_000).map(number -> new Case(load, number, SMALL)))
                .toList();
    }

    private List<Contender> ours() {
        return here("grpc-java", "http", "grpc", "tcp");
    }

    private List<Contender> here(String... names) {
        return settings.among(named(names)).stream().filter(Contender::isHere).toList();
    }

    private static String[] all() {
        return Contenders.ALL.stream()
                .map(Contender::name)
                .filter(name -> !name.endsWith("-services"))
                .toArray(String[]::new);
    }
}
