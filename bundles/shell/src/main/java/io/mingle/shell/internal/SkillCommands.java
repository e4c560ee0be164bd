package io.mingle.shell.internal;

import io.mingle.api.content.Content;
import io.mingle.api.content.Picture;
import io.mingle.api.content.Text;
import io.mingle.api.conversation.Conversation;
import io.mingle.api.conversation.Message;
import io.mingle.api.error.EngineUnavailableException;
import io.mingle.api.error.InvalidRequestException;
import io.mingle.api.event.Generation;
import io.mingle.api.model.MemoryReport;
import io.mingle.api.model.MemoryUse;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Call;
import io.mingle.broker.Lease;
import io.mingle.broker.Provider;
import io.mingle.broker.RegisteredSkills;
import io.mingle.swap.SkillsFolder;
import io.mingle.swap.WaitingComponents;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is installed, what is under way, and what it holds. */
@Component(
        service = SkillCommands.class,
        property = {
            "osgi.command.scope=mingle",
            "osgi.command.function=skills",
            "osgi.command.function=ask",
            "osgi.command.function=requests",
            "osgi.command.function=cancel",
            "osgi.command.function=memory"
        })
public final class SkillCommands {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** By its name: the shell computes nothing itself. */
    private static final String ENGINE = "io.mingle.engine.EngineStatus";

    private final Broker broker;
    private final WaitingComponents waiting;
    private final SkillsFolder folder;
    private final BundleContext context;

    @Activate
    public SkillCommands(
            @Reference Broker broker,
            @Reference WaitingComponents waiting,
            @Reference SkillsFolder folder,
            BundleContext context) {
        this.broker = broker;
        this.waiting = waiting;
        this.folder = folder;
        this.context = context;
    }

    /**
     * Lists providers, and below them why others are missing; a bundle whose versions share the
     * calls shows its share.
     */
    @Descriptor("lists what can be called: service, bundle, version, state, calls under way")
    public void skills(CommandSession session) {
        PrintStream out = session.getConsole();
        out.printf(
                "%-28s %-20s %-16s %-9s %5s %5s%n",
                "SERVICE", "BUNDLE", "VERSION", "STATE", "CALLS", "SHARE");
        Map<String, Map<String, Integer>> shares = broker.shares();
        for (Provider provider : broker.providers()) {
            Map<String, Integer> shared = shares.get(provider.bundle());
            out.printf(
                    "%-28s %-20s %-16s %-9s %5s %5s%n",
                    simple(provider.service()),
                    provider.bundle(),
                    provider.version(),
                    provider.state(),
                    provider.leases(),
                    shared == null ? "" : shared.getOrDefault(provider.version(), 0).toString());
        }
        List<String> names = RegisteredSkills.names(context);
        if (!names.isEmpty()) {
            out.println("To be called with mingle:invoke: " + String.join(", ", names));
        }
        waiting.describe().forEach(out::println);
        folder.problems().forEach(out::println);
    }

    /** Asks, about a picture or without. */
    @Descriptor("asks a question and shows the answer as it comes")
    public void ask(
            CommandSession session,
            @Descriptor("a picture that the question is about")
                    @Parameter(
                            names = {"-i", "--image"},
                            absentValue = "")
                    String image,
            @Descriptor("the question, in quotes") String question) {
        List<Content> content = new ArrayList<>();
        if (!image.isEmpty()) {
            content.add(Picture.read(Path.of(image)));
        }
        content.add(new Text(question));
        Conversation asked =
                new Conversation(List.of(Message.user(content.toArray(Content[]::new))));
        checkEngine();
        Generation<Answer> answer =
                broker.generate(
                        Understanding.class,
                        PATIENCE,
                        it -> it.ask(asked, GenerationOptions.GREEDY));
        Printer.show(
                answer,
                session.getConsole(),
                (whole, streamed) -> whole.text().equals(streamed) ? "" : whole.text());
    }

    /** Says at once why nothing can be computed; waiting would not help. */
    private void checkEngine() {
        ServiceReference<?> engine = context.getServiceReference(ENGINE);
        if (engine != null && Boolean.FALSE.equals(engine.getProperty("usable"))) {
            throw new EngineUnavailableException(String.valueOf(engine.getProperty("explanation")));
        }
    }

    /** Lists calls and generations. */
    @Descriptor("lists the calls that are under way: number, service, provider, age")
    public void requests(CommandSession session) {
        PrintStream out = session.getConsole();
        out.printf("%6s %-28s %-32s %8s %s%n", "NUMBER", "SERVICE", "PROVIDER", "SECONDS", "");
        for (Call call : broker.calls()) {
            out.printf(
                    Locale.ROOT,
                    "%6s %-28s %-32s %8.1f %s%n",
                    call.number(),
                    simple(call.service()),
                    call.provider(),
                    call.age().toMillis() / 1e3,
                    call.number() > 0 ? "can be cancelled" : "");
        }
    }

    /** Cancels a generation. */
    @Descriptor("cancels a request")
    public void cancel(@Descriptor("its number, as requests lists it") long number) {
        if (!broker.cancel(number)) {
            throw new InvalidRequestException(
                    "There is no request %s that can be cancelled; it may have ended."
                            .formatted(number));
        }
    }

    /** Shows the ledger. */
    @Descriptor("shows the memory that is held: by which bundle, for what, for which request")
    public void memory(CommandSession session) {
        PrintStream out = session.getConsole();
        out.printf("%-28s %-10s %8s%n", "BUNDLE", "PURPOSE", "REQUEST");
        try (Lease<MemoryReport> lease = broker.lease(MemoryReport.class, Duration.ZERO)) {
            long sum = 0;
            for (MemoryUse use : lease.service().uses()) {
                out.printf(
                        Locale.ROOT,
                        "%-28s %-10s %8s %,16d bytes%n",
                        use.owner(),
                        use.purpose(),
                        use.request() == 0 ? "" : use.request(),
                        use.bytes());
                sum += use.counts() ? use.bytes() : 0;
            }
            out.printf(
                    Locale.ROOT,
                    "%-28s %-10s %8s %,16d of %,d bytes%n",
                    "all",
                    "",
                    "",
                    sum,
                    lease.service().limit());
        }
    }

    private static String simple(String service) {
        return service.substring(service.lastIndexOf('.') + 1);
    }
}
