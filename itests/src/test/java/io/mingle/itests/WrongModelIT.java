package io.mingle.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.mingle.api.conversation.Conversation;
import io.mingle.api.event.Generation;
import io.mingle.api.model.InstalledModel;
import io.mingle.api.understanding.Answer;
import io.mingle.api.understanding.GenerationOptions;
import io.mingle.api.understanding.Understanding;
import io.mingle.broker.Broker;
import io.mingle.broker.Lease;
import io.mingle.itests.harness.InFramework;
import io.mingle.itests.model.ModelInUse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** A model folder that does not fit is configured while another model serves. */
@InFramework(tinyModel = true)
@Timeout(120)
class WrongModelIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void theModelThatServesGoesOnServing(ConfigurationAdmin admin, Broker broker) throws Exception {
        ModelInUse.tiny(admin, broker);
        Path before = directory(broker, "(directory=*)");

        Configuration configuration = admin.getConfiguration("io.mingle.model", "?");
        configuration.update(new Hashtable<>(Map.of("directory", "/there/is/none")));

        assertEquals(before, directory(broker, "(directory=/there/is/none)"));
        String answer =
                broker.generate(Understanding.class, LIMIT, WrongModelIT::ask)
                        .join(LIMIT)
                        .result()
                        .text();
        assertFalse(answer.isEmpty());
    }

    private static Generation<Answer> ask(Understanding understanding) {
        return understanding.ask(Conversation.of("Who serves?"), GenerationOptions.GREEDY);
    }

    private static Path directory(Broker broker, String filter) {
        try (Lease<InstalledModel> lease = broker.lease(InstalledModel.class, filter, LIMIT)) {
            return lease.service().directory();
        }
    }
}
