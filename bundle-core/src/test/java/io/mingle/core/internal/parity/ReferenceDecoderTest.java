package io.mingle.core.internal.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mingle.api.error.MemoryRefusedException;
import io.mingle.core.internal.runtime.Limits;
import io.mingle.core.internal.runtime.TorchDevice;
import io.mingle.core.internal.runtime.TorchRuntime;
import io.mingle.engine.internal.PlainEngine;
import io.mingle.model.SafetensorsIndex;
import io.mingle.nn.Precision;
import io.mingle.tensor.Program;
import io.mingle.tensor.TensorRuntime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ReferenceDecoderTest {

    private final List<Path> unpacked = new ArrayList<>();
    private final List<Program> loaded = new ArrayList<>();

    @Test
    void whatIsRefusedItsWeightsLeavesNothingBehind() {
        assertTrue(PlainEngine.start().usable());
        try (TorchDevice device = TorchDevice.standalone();
                TorchRuntime runtime = new TorchRuntime(device, "reference")) {
            Limits.limit(device, "reference", 1000);
            assertThrows(
                    MemoryRefusedException.class,
                    () ->
                            new ReferenceDecoder(
                                    watched(runtime), "decoder-head8", Precision.BFLOAT16));
            assertEquals(List.of(), Limits.uses(device));
            assertEquals(1, unpacked.size());
            assertFalse(Files.exists(unpacked.get(0)));
            assertThrows(RuntimeException.class, () -> loaded.get(0).run("set_w", List.of()));
        }
    }

    /** Notes what is loaded and from where. */
    private TensorRuntime watched(TensorRuntime runtime) {
        return (TensorRuntime)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {TensorRuntime.class},
                        (proxy, method, arguments) -> {
                            if (arguments != null
                                    && arguments[0] instanceof SafetensorsIndex checkpoint) {
                                unpacked.add(checkpoint.folder());
                            }
                            try {
                                Object result = method.invoke(runtime, arguments);
                                if (result instanceof Program program) {
                                    loaded.add(program);
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
