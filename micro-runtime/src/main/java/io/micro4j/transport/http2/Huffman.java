package io.micro4j.transport.http2;

/** Reads strings in the code of RFC 7541, appendix B. The code is canonical: the length of each symbol's code says all. */
final class Huffman {
    private static final int EOS = 256;
    private static final int LONGEST = 30;
    private static final int FAST_BITS = 9;

    /** One letter a symbol, from 0 to 256: the length of its code, {@code A} for 1. */
    private static final String LENGTHS =
            "MW\\\\\\\\\\\\\\X^\\\\^\\\\\\\\\\\\\\\\^\\\\\\\\\\\\\\\\\\FJJLMFHKJJHKHFFFEEEFFFFFFFGHOFLJMFGGGG"
                    + "GGGGGGGGGGGGGGGGGGHGHMSMNFOEFEFEFFFEGGFFFEFGFEEFGGGGGOKNM\\TVTTVVVWVWWWWWXWXXVWXWWWWUVWVWWXVUTVV"
                    + "WWUWVVXUVWWUUVUWVWWTVVVWVVWZZTSVWVYZZZ[[ZXYSUZ[[Z[XUUZZ\\[[[TXTUVUUWVVYYXXZWZ[ZZ[[[[[\\[[[[[Z^";

    private static final int[] FIRST_CODE = new int[LONGEST + 1];
    private static final int[] FIRST_INDEX = new int[LONGEST + 2];
    private static final short[] SYMBOLS = new short[EOS + 1];

    /** What the next nine bits begin with: the length of the code above, the symbol below; 0 if the code is longer. */
    private static final short[] FAST = new short[1 << FAST_BITS];

    static {
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code <<= 1;
            FIRST_CODE[length] = code;
            FIRST_INDEX[length] = index;
            for (int symbol = 0; symbol <= EOS; symbol++) {
                if (LENGTHS.charAt(symbol) - '@' == length) {
                    SYMBOLS[index++] = (short) symbol;
                    fast(code++, length, symbol);
                }
            }
        }
        FIRST_INDEX[LONGEST + 1] = index;
    }

    private Huffman() {}

    /** Returns how many bytes {@code length} bytes may become. */
    static int mostBytes(int length) {
        return length * 8 / 5 + 1;
    }

    /** Reads bytes {@code from} to {@code to} into {@code target}, from 0. Returns how many there are, or -1 if it is not this code. */
    static int decode(byte[] bytes, int from, int to, byte[] target) {
        long word = 0;
        int bits = 0;
        int position = from;
        int size = 0;
        while (true) {
            while (bits <= 32 && position < to) {
                word = word << 8 | (bytes[position++] & 0xff);
                bits += 8;
            }
            if (bits == 0) {
                return size;
            }
            short known = FAST[peek(word, bits)];
            if (known != 0 && known >> 8 <= bits) {
                target[size++] = (byte) known;
                bits -= known >> 8;
                continue;
            }
            if (bits < 8 && (~word & ((1 << bits) - 1)) == 0) {
                return size; // padding: the first bits of EOS
            }
            int length = length(word, bits);
            int symbol = length == 0 ? EOS : symbol(word, bits, length);
            if (symbol == EOS) {
                return -1;
            }
            target[size++] = (byte) symbol;
            bits -= length;
        }
    }

    private static void fast(int code, int length, int symbol) {
        if (length <= FAST_BITS) {
            int rest = FAST_BITS - length;
            for (int i = 0; i < 1 << rest; i++) {
                FAST[code << rest | i] = (short) (length << 8 | symbol);
            }
        }
    }

    private static int peek(long word, int bits) {
        long next = bits >= FAST_BITS ? word >>> (bits - FAST_BITS) : word << (FAST_BITS - bits);
        return (int) next & ((1 << FAST_BITS) - 1);
    }

    private static int length(long word, int bits) {
        for (int length = FAST_BITS + 1; length <= Math.min(bits, LONGEST); length++) {
            int index = code(word, bits, length) - FIRST_CODE[length];
            if (index >= 0 && index < FIRST_INDEX[length + 1] - FIRST_INDEX[length]) {
                return length;
            }
        }
        return 0;
    }

    private static int symbol(long word, int bits, int length) {
        return SYMBOLS[FIRST_INDEX[length] + code(word, bits, length) - FIRST_CODE[length]];
    }

    private static int code(long word, int bits, int length) {
        return (int) (word >>> (bits - length)) & ((1 << length) - 1);
    }
}
