package com.example;

import dev.backflow.hook.Hook;
import dev.backflow.hook.Steps;
import java.io.InputStream;

public final class Sizes implements Hook<Integer> {

    @Override
    public Steps<Integer> steps() {
        return Steps.first("read", document -> {
            try (InputStream in = document.open()) {
                return in.readAllBytes().length;
            }
        });
    }
}
