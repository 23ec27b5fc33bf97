package io.micro4j.testkit;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds which package of the runtime may know which. */
@AnalyzeClasses(packages = "io.micro4j", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule packages_know_only_what_they_may = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.micro4j..")
            .layer("call")
            .definedBy("io.micro4j.call..")
            .layer("codec")
            .definedBy("io.micro4j.codec..")
            .layer("registry")
            .definedBy("io.micro4j.registry..")
            .layer("selector")
            .definedBy("io.micro4j.selector..")
            .layer("transport")
            .definedBy("io.micro4j.transport..")
            .layer("broker")
            .definedBy("io.micro4j.broker..")
            .layer("stream")
            .definedBy("io.micro4j.stream..")
            .layer("stub")
            .definedBy("io.micro4j.stub..")
            .layer("client")
            .definedBy("io.micro4j.client..")
            .layer("server")
            .definedBy("io.micro4j.server..")
            .optionalLayer("service")
            .definedBy("io.micro4j.service..", "io.micro4j")
            .optionalLayer("internal")
            .definedBy("io.micro4j.internal..")
            .optionalLayer("testkit")
            .definedBy("io.micro4j.testkit..")
            .whereLayer("call")
            .mayNotAccessAnyLayer()
            .whereLayer("codec")
            .mayOnlyAccessLayers("call", "internal")
            .whereLayer("registry")
            .mayOnlyAccessLayers("call", "internal")
            .whereLayer("selector")
            .mayOnlyAccessLayers("call", "registry", "internal")
            .whereLayer("transport")
            .mayOnlyAccessLayers("call", "codec", "registry", "internal")
            .whereLayer("broker")
            .mayOnlyAccessLayers("call", "codec", "registry", "transport", "internal")
            .whereLayer("stream")
            .mayOnlyAccessLayers("call", "codec", "transport")
            .whereLayer("stub")
            .mayOnlyAccessLayers("call", "broker")
            .whereLayer("client")
            .mayOnlyAccessLayers(
                    "call", "codec", "registry", "selector", "transport", "broker", "stream", "stub", "internal")
            .whereLayer("server")
            .mayOnlyAccessLayers("call", "codec", "registry", "transport", "broker", "stream", "stub", "internal")
            .whereLayer("service")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("internal")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule packages_know_each_other_one_way =
            slices().matching("io.micro4j.(*)..").should().beFreeOfCycles();
}
