package io.mingle.core.internal.runtime;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.mingle.tensor.Program;
import io.mingle.tensor.ProgramSource;
import io.mingle.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A compiled TorchScript module; every call is one step of the device's queue. */
final class TorchProgram implements Program {

    private final TorchRuntime runtime;
    private final PtNDManager manager;
    private final PtSymbolBlock module;
    private final ProgramSource source;

    TorchProgram(
            TorchRuntime runtime, PtNDManager manager, PtSymbolBlock module, ProgramSource source) {
        this.runtime = runtime;
        this.manager = manager;
        this.module = module;
        this.source = source;
    }

    @Override
    public List<Tensor> run(String method, Object... arguments) {
        return runtime.scheduler().call(() -> runNow(method, arguments));
    }

    private List<Tensor> runNow(String method, Object... arguments) {
        IValue[] values = new IValue[arguments.length];
        try {
            for (int i = 0; i < arguments.length; i++) {
                values[i] = value(arguments[i]);
            }
            try (IValue result = IValueUtils.runMethod(module, method, values)) {
                return tensors(result);
            }
        } catch (EngineException e) {
            throw StepFailure.of(source, method, e);
        } finally {
            for (IValue value : values) {
                if (value != null) {
                    value.close();
                }
            }
        }
    }

    private List<Tensor> tensors(IValue result) {
        List<NDArray> arrays = new ArrayList<>();
        try {
            collect(result, arrays);
        } catch (RuntimeException | Error e) {
            arrays.forEach(NDArray::close);
            throw e;
        }
        return runtime.adopt(arrays);
    }

    private void collect(IValue result, List<NDArray> arrays) {
        if (result.isTensor()) {
            arrays.add(result.toTensor(manager));
        } else if (result.isTensorList()) {
            Collections.addAll(arrays, result.toTensorArray(manager));
        } else if (result.isTuple()) {
            IValue[] items = result.toIValueTuple();
            try {
                for (IValue item : items) {
                    collect(item, arrays);
                }
            } finally {
                for (IValue item : items) {
                    item.close();
                }
            }
        } else {
            throw new IllegalStateException("A program returned " + result.getType());
        }
    }

    private static IValue value(Object argument) {
        if (argument instanceof TorchTensor tensor) {
            return IValue.from(tensor.array());
        } else if (argument instanceof List<?> list) {
            return IValue.listFrom(
                    list.stream().map(t -> ((TorchTensor) t).array()).toArray(PtNDArray[]::new));
        } else if (argument instanceof Integer number) {
            return IValue.from(number.longValue());
        } else if (argument instanceof Long number) {
            return IValue.from(number.longValue());
        } else if (argument instanceof Double number) {
            return IValue.from(number.doubleValue());
        } else if (argument instanceof Boolean truth) {
            return IValue.from(truth.booleanValue());
        } else if (argument instanceof long[] numbers) {
            return IValue.listFrom(numbers);
        } else if (argument instanceof String text) {
            return IValue.from(text);
        }
        throw new IllegalArgumentException(
                "A program takes tensors, lists of tensors, numbers, truth values and text; got "
                        + argument);
    }

    @Override
    public List<Tensor> train(List<Tensor> inputs) {
        return runtime.train(List.of(this), List.of(inputs)).get(0);
    }

    /** Runs a training on the calling thread, which is the device's or one of its lanes. */
    List<Tensor> trainNow(List<Tensor> inputs) {
        JniUtils.setGradMode(true);
        try {
            NDList list = new NDList(inputs.size());
            for (Tensor input : inputs) {
                PtNDArray array = ((TorchTensor) input).array();
                array.setName("inputs[]");
                list.add(array);
            }
            return runtime.adopt(IValueUtils.forward(module, list, true));
        } catch (EngineException e) {
            throw StepFailure.of(source, "forward", e);
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    @Override
    public void close() {
        runtime.scheduler().finish(module::close);
    }
}
