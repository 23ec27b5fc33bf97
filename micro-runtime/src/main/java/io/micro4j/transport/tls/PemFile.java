package io.micro4j.transport.tls;

import io.micro4j.transport.TransportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in PEM (RFC 7468) as it was when it was read. Immutable.
 *
 * @param path where it is
 * @param what what it is to hold, for a person
 * @param bytes what it held
 */
@SuppressWarnings("ArrayRecordComponent") // compared by isCurrent alone
record PemFile(Path path, String what, byte[] bytes) {
    private static final long LARGEST = 8 * 1024 * 1024;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----");

    /**
     * Reads it.
     *
     * @throws TransportException if that cannot be done
     */
    static PemFile read(Path path, String what) {
        try {
            if (Files.size(path) > LARGEST) {
                throw new TransportException("TLS: " + path + " is larger than 8 MiB, which no " + what + " is", null);
            }
            return new PemFile(path, what, Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            throw new TransportException("TLS: " + path + ", the file of the " + what + ", is not there", e);
        } catch (IOException e) {
            throw new TransportException("TLS: the " + what + " cannot be read from " + path + ": " + e, e);
        }
    }

    /** Returns whether the file still holds the same. */
    boolean isCurrent() {
        try {
            return Arrays.equals(bytes, Files.readAllBytes(path));
        } catch (IOException e) {
            return false; // reading it again says why
        }
    }

    /** Returns the certificates, of which there is at least one. */
    X509Certificate[] certificates() {
        X509Certificate[] found;
        try {
            found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toArray(X509Certificate[]::new);
        } catch (CertificateException e) {
            throw new TransportException(
                    "TLS: " + path + " does not hold the " + what + " in PEM: " + e.getMessage(), e);
        }
        if (found.length == 0) {
            throw new TransportException(
                    "TLS: " + path + " holds no certificate; it has to begin with -----BEGIN CERTIFICATE-----", null);
        }
        return found;
    }

    /** Returns the private key that belongs to {@code publicKey}'s kind. */
    PrivateKey privateKey(PublicKey publicKey) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            throw new TransportException(
                    "TLS: " + path + " holds no private key that can be used: " + otherKey(text), null);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(key.group(1));
            return KeyFactory.getInstance(publicKey.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new TransportException(
                    "TLS: " + path + " holds no private key of the certificate's kind, " + publicKey.getAlgorithm(), e);
        }
    }

    private String otherKey(String text) {
        Matcher other = OTHER_KEY.matcher(text);
        return other.find()
                ? "it is a \"" + other.group(1)
                        + "\". Make it PKCS #8 without a password: openssl pkcs8 -topk8 -nodes -in " + path
                        + " -out key.pem"
                : "it has to begin with -----BEGIN PRIVATE KEY-----";
    }

    @Override
    public String toString() {
        return "PemFile[" + what + " in " + path + "]"; // never what it holds
    }
}
