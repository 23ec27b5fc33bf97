package io.micro4j.protoc;

import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.SourceVersion;

/**
 * What can be asked of the plugin, in protoc's form {@code --micro_opt=name=value,name=value}.
 *
 * @param contractSuffix added to the name of each contract, and so to all that is named after it; empty by default
 */
record Options(String contractSuffix) {
    static final Options DEFAULT = new Options("");

    private static final String CONTRACT_SUFFIX = "contract_suffix";

    Options {
        if (!SourceVersion.isIdentifier("X" + contractSuffix)) {
            throw new RefusedException(Problem.OPTION_VALUE.format(contractSuffix));
        }
    }

    static Options parse(String parameter) {
        Map<String, String> given = new TreeMap<>();
        for (String option : parameter.split(",", -1)) {
            if (!option.isBlank()) {
                String[] pair = option.strip().split("=", 2);
                if (given.put(pair[0], pair.length == 2 ? pair[1] : "") != null) {
                    throw new RefusedException(Problem.OPTION_TWICE.format(pair[0]));
                }
            }
        }
        String suffix = given.remove(CONTRACT_SUFFIX);
        if (!given.isEmpty()) {
            throw new RefusedException(
                    Problem.OPTION_UNKNOWN.format(String.join("\", \"", given.keySet()), CONTRACT_SUFFIX));
        }
        return suffix == null ? DEFAULT : new Options(suffix);
    }
}
