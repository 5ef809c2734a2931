namespace Sim.Engine.Numbers;

public static partial class FdMath
{
    /// <summary>The natural logarithm, as JavaScript's Math.log gives it.</summary>
    /// <param name="x">Any number; 0 and -0 give -Infinity, negative numbers NaN.</param>
    public static double Log(double x)
    {
        unchecked
        {
            long bits = BitConverter.DoubleToInt64Bits(x);
            int high = (int)(bits >> 32);
            int exponent = 0;
            if (high < 0x00100000)
            {
                if ((bits & long.MaxValue) == 0) return double.NegativeInfinity;
                if (high < 0) return double.NaN;

                // A subnormal number is brought into the normal range first.
                exponent = -54;
                x *= TwoTo54;
                high = HighWord(x);
            }

            if (high >= 0x7ff00000) return x;

            // x = 2^exponent * (1 + f), with 1 + f between sqrt(2) / 2 and sqrt(2).
            exponent += (high >> 20) - 1023;
            high &= 0x000fffff;
            int carry = (high + 0x95f64) & 0x100000;
            exponent += carry >> 20;
            double f = WithHighWord(x, high | (carry ^ 0x3ff00000)) - 1.0;
            double scale = exponent;

            if ((0x000fffff & (2 + high)) < 3)
            {
                // |f| < 2^-20: three terms of the plain series are enough.
                if (f == 0.0) return exponent == 0 ? 0.0 : (scale * Ln2High) + (scale * Ln2Low);

                double tail = f * f * (0.5 - (0.33333333333333333 * f));
                return exponent == 0 ? f - tail : (scale * Ln2High) - ((tail - (scale * Ln2Low)) - f);
            }

            double s = f / (2.0 + f);
            double z = s * s;
            double w = z * z;
            double even = w * (L2 + (w * (L4 + (w * L6))));
            double odd = z * (L1 + (w * (L3 + (w * (L5 + (w * L7))))));
            double r = odd + even;

            // fdlibm leaves the exponent's part out where it is 0. Adding it changes no bit, and saves a branch that a random x
            // would mispredict.
            // Away from 1, half of f squared is split off, which keeps the error below one unit in the last place.
            if (((high - 0x6147a) | (0x6b851 - high)) > 0)
            {
                double halfSquare = 0.5 * f * f;
                return (scale * Ln2High) - ((halfSquare - ((s * (halfSquare + r)) + (scale * Ln2Low))) - f);
            }

            return (scale * Ln2High) - (((s * (f - r)) - (scale * Ln2Low)) - f);
        }
    }
}
