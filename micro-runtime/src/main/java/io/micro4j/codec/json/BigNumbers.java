package io.micro4j.codec.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers of any length, within reason: reading digits takes time that grows with the square of how many there are. */
final class BigNumbers {
    private static final int MOST = 10_000;

    private BigNumbers() {}

    static BigInteger readInteger(JsonIn in) {
        String number = in.number();
        try {
            return integer(number);
        } catch (NumberFormatException e) {
            throw in.wrong("is no whole number of at most " + MOST + " digits");
        }
    }

    static BigDecimal readDecimal(JsonIn in) {
        String number = in.number();
        try {
            return decimal(number);
        } catch (NumberFormatException e) {
            throw in.wrong("is no number of at most " + MOST + " digits and a scale of at most " + MOST);
        }
    }

    static BigInteger integer(String text) {
        if (text.length() > MOST) {
            throw new NumberFormatException("too many digits");
        }
        return new BigInteger(text);
    }

    static BigDecimal decimal(String text) {
        if (text.length() > MOST) {
            throw new NumberFormatException("too many digits");
        }
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) > MOST) {
            throw new NumberFormatException("too large a scale");
        }
        return number;
    }
}
