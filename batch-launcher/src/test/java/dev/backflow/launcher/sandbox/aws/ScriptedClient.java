package dev.backflow.launcher.sandbox.aws;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/** A client of any service that answers by a script, operation by operation, and keeps what it was asked. */
final class ScriptedClient implements InvocationHandler {
    private final String service;
    private final Map<String, Function<SdkRequest, Object>> script = new HashMap<>();
    private final List<String> asked;

    ScriptedClient(String service, List<String> asked) {
        this.service = service;
        this.asked = asked;
    }

    /** What an operation, such as {@code getObject}, answers or throws. */
    ScriptedClient on(String operation, Function<SdkRequest, Object> answer) {
        script.put(operation, answer);
        return this;
    }

    <C extends SdkClient> C as(Class<C> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments == null) {
            return null;
        }
        if (arguments[0] instanceof Consumer) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        asked.add(service + ":" + method.getName());
        Function<SdkRequest, Object> answer = script.get(method.getName());
        if (answer == null) {
            throw new AssertionError("nobody expected " + service + ":" + method.getName());
        }
        return answer.apply((SdkRequest) arguments[0]);
    }
}
