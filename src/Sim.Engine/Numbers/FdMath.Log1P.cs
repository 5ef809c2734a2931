namespace Sim.Engine.Numbers;

public static partial class FdMath
{
    /// <summary>The natural logarithm of 1 + x without losing the bits of a small x, as JavaScript's Math.log1p gives it.</summary>
    /// <param name="x">Any number; -1 gives -Infinity, less than -1 NaN, -0 itself.</param>
    public static double Log1P(double x)
    {
        unchecked
        {
            int high = HighWord(x);
            int magnitude = high & 0x7fffffff;
            int exponent = 1;
            int mantissa = 1;
            double f = 0.0;
            double correction = 0.0;

            if (high < 0x3fda827a)
            {
                // 1 + x is below sqrt(2).
                if (magnitude >= 0x3ff00000) return x == -1.0 ? double.NegativeInfinity : double.NaN;

                if (magnitude < 0x3e200000)
                {
                    // |x| < 2^-29: x - x^2 / 2, of which the second term vanishes below 2^-54.
                    return magnitude < 0x3c900000 ? x : x - (x * x * 0.5);
                }

                if (high > 0 || high <= (int)0xbfd2bec4)
                {
                    // 1 + x is above sqrt(2) / 2, so that x needs no reduction.
                    exponent = 0;
                    f = x;
                }
            }

            if (high >= 0x7ff00000) return x;

            if (exponent != 0)
            {
                // 1 + x is rounded to u; the correction term gives back what the rounding took.
                double u;
                if (high < 0x43400000)
                {
                    u = 1.0 + x;
                    mantissa = HighWord(u);
                    exponent = (mantissa >> 20) - 1023;
                    correction = exponent > 0 ? 1.0 - (u - x) : x - (u - 1.0);
                    correction /= u;
                }
                else
                {
                    u = x;
                    mantissa = high;
                    exponent = (mantissa >> 20) - 1023;
                }

                mantissa &= 0x000fffff;
                if (mantissa < 0x6a09e)
                {
                    u = WithHighWord(u, mantissa | 0x3ff00000);
                }
                else
                {
                    exponent++;
                    u = WithHighWord(u, mantissa | 0x3fe00000);
                    mantissa = (0x00100000 - mantissa) >> 2;
                }

                f = u - 1.0;
            }

            double scale = exponent;
            double halfSquare = 0.5 * f * f;
            double r;
            if (mantissa == 0)
            {
                // |f| < 2^-20.
                if (f == 0.0)
                {
                    return exponent == 0 ? 0.0 : (scale * Ln2High) + (correction + (scale * Ln2Low));
                }

                r = halfSquare * (1.0 - (0.66666666666666666 * f));
                return exponent == 0
                    ? f - r
                    : (scale * Ln2High) - ((r - ((scale * Ln2Low) + correction)) - f);
            }

            double s = f / (2.0 + f);
            double z = s * s;
            r = z * (L1 + (z * (L2 + (z * (L3 + (z * (L4 + (z * (L5 + (z * (L6 + (z * L7))))))))))));
            return exponent == 0
                ? f - (halfSquare - (s * (halfSquare + r)))
                : (scale * Ln2High) - ((halfSquare - ((s * (halfSquare + r)) + ((scale * Ln2Low) + correction))) - f);
        }
    }
}
