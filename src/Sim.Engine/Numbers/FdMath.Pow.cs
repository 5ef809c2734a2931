namespace Sim.Engine.Numbers;

public static partial class FdMath
{
    private const double TwoTo53 = 9007199254740992.0;

    // Coefficients of the series for log2 of x in s = (x - b) / (x + b), with b either 1 or 1.5.
    private const double PowL1 = 5.99999999999994648725e-01;
    private const double PowL2 = 4.28571428578550184252e-01;
    private const double PowL3 = 3.33333329818377432918e-01;
    private const double PowL4 = 2.72728123808534006489e-01;
    private const double PowL5 = 2.30660745775561754067e-01;
    private const double PowL6 = 2.06975017800338417784e-01;

    // log2(1.5) in two parts.
    private const double Log2Of1Point5High = 5.84962487220764160156e-01;
    private const double Log2Of1Point5Low = 1.35003920212974897128e-08;

    // 2 / (3 ln 2), 1 / ln 2 and ln 2, whole and in two parts.
    private const double TwoThirdsOfInverseLn2 = 9.61796693925975554329e-01;
    private const double TwoThirdsOfInverseLn2High = 9.61796700954437255859e-01;
    private const double TwoThirdsOfInverseLn2Low = -7.02846165095275826516e-09;
    private const double InverseLn2High = 1.44269502162933349609e+00;
    private const double InverseLn2Low = 1.92596299112661746887e-08;
    private const double PowLn2 = 6.93147180559945286227e-01;
    private const double PowLn2High = 6.93147182464599609375e-01;
    private const double PowLn2Low = -1.90465429995776804525e-09;

    /// <summary>-(1024 - log2(the largest number + half of its last place)), for the exact edge of overflow.</summary>
    private const double OverflowMargin = 8.0085662595372944372e-17;

    private enum Parity
    {
        NotWhole,
        Odd,
        Even,
    }

    /// <summary>
    /// x to the power of y, as JavaScript's Math.pow gives it: like IEEE 754's, except that a y of NaN always gives NaN, and
    /// so do 1 and -1 to the power of an infinity.
    /// </summary>
    /// <param name="x">Any number; if negative, a y that is not whole gives NaN.</param>
    /// <param name="y">Any number; 0 and -0 give 1, even for an x of NaN.</param>
    public static double Pow(double x, double y)
    {
        unchecked
        {
            long xBits = BitConverter.DoubleToInt64Bits(x);
            long yBits = BitConverter.DoubleToInt64Bits(y);
            if ((yBits & long.MaxValue) == 0) return 1.0;
            if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;

            int xHigh = (int)(xBits >> 32);
            int yHigh = (int)(yBits >> 32);
            int xMagnitude = xHigh & 0x7fffffff;
            int yMagnitude = yHigh & 0x7fffffff;
            Parity parity = xHigh < 0 ? ParityOf(yBits & long.MaxValue) : Parity.NotWhole;

            if ((uint)yBits == 0)
            {
                if (yMagnitude == 0x7ff00000) return PowInfinite(xBits & long.MaxValue, yHigh < 0);
                if (yMagnitude == 0x3ff00000) return yHigh < 0 ? 1.0 / x : x;
                if (yHigh == 0x40000000) return x * x;
                if (yHigh == 0x3fe00000 && xHigh >= 0) return Math.Sqrt(x);
            }

            double magnitude = Math.Abs(x);
            if ((uint)xBits == 0 && (xMagnitude is 0x7ff00000 or 0 or 0x3ff00000))
            {
                // x is a zero, an infinity, 1 or -1.
                double simple = yHigh < 0 ? 1.0 / magnitude : magnitude;
                if (xHigh >= 0) return simple;
                if (xMagnitude == 0x3ff00000 && parity == Parity.NotWhole) return double.NaN;
                return parity == Parity.Odd ? -simple : simple;
            }

            if (xHigh < 0 && parity == Parity.NotWhole) return double.NaN;
            double sign = xHigh < 0 && parity == Parity.Odd ? -1.0 : 1.0;

            // log2 of |x| as the sum of two numbers, the first of which has a zero lower half.
            double logHigh;
            double logLow;
            if (yMagnitude > 0x41e00000)
            {
                // |y| > 2^31: only an x next to 1 gives neither zero nor infinity.
                if (xMagnitude < 0x3fefffff) return yHigh < 0 ? sign * double.PositiveInfinity : sign * 0.0;
                if (xMagnitude > 0x3ff00000) return yHigh > 0 ? sign * double.PositiveInfinity : sign * 0.0;
                if (yMagnitude > 0x43f00000)
                {
                    // |y| > 2^64.
                    if (xMagnitude <= 0x3fefffff) return yHigh < 0 ? double.PositiveInfinity : 0.0;
                    return yHigh > 0 ? double.PositiveInfinity : 0.0;
                }

                Log2NextToOne(magnitude, out logHigh, out logLow);
            }
            else
            {
                Log2(magnitude, xMagnitude, out logHigh, out logLow);
            }

            // y * log2(x), y split as well, again as a sum of two numbers.
            double yUpper = UpperHalf(y);
            double productLow = ((y - yUpper) * logHigh) + (y * logLow);
            double productHigh = yUpper * logHigh;
            double product = productLow + productHigh;
            int high = HighWord(product);
            int low = (int)BitConverter.DoubleToInt64Bits(product);
            if (high >= 0x40900000)
            {
                // The power is 2^1024 or more.
                if (((high - 0x40900000) | low) != 0) return sign * double.PositiveInfinity;
                if (productLow + OverflowMargin > product - productHigh) return sign * double.PositiveInfinity;
            }
            else if ((high & 0x7fffffff) >= 0x4090cc00)
            {
                // The power is 2^-1075 or less.
                if (((high - (int)0xc090cc00) | low) != 0) return sign * 0.0;
                if (productLow <= product - productHigh) return sign * 0.0;
            }

            return sign * Exp2(productHigh, productLow, high);
        }
    }

    /// <summary>Whether y is a whole number, and which sort; beyond 2^53 all are even.</summary>
    private static Parity ParityOf(long yMagnitudeBits)
    {
        unchecked
        {
            int exponent = (int)(yMagnitudeBits >> 52) - 1023;
            if (exponent >= 53) return Parity.Even;
            if (exponent < 0) return Parity.NotWhole;

            long mantissa = (yMagnitudeBits & 0x000fffffffffffffL) | 0x0010000000000000L;
            int fractionBits = 52 - exponent;
            long whole = mantissa >> fractionBits;
            if (whole << fractionBits != mantissa) return Parity.NotWhole;
            return (whole & 1) != 0 ? Parity.Odd : Parity.Even;
        }
    }

    /// <summary>|x| to the power of an infinity. That 1 gives NaN is JavaScript's rule, not IEEE 754's.</summary>
    private static double PowInfinite(long xMagnitudeBits, bool negative)
    {
        const long One = 0x3ff0000000000000L;
        if (xMagnitudeBits == One) return double.NaN;
        return xMagnitudeBits > One == negative ? 0.0 : double.PositiveInfinity;
    }

    /// <summary>log2(x) for |1 - x| below 2^-20: four terms of the series of log(1 + t).</summary>
    private static void Log2NextToOne(double x, out double high, out double low)
    {
        double t = x - 1.0;
        double w = t * t * (0.5 - (t * (0.3333333333333333333333 - (t * 0.25))));
        double u = InverseLn2High * t;
        double v = (t * InverseLn2Low) - (w * InverseLn2);
        high = UpperHalf(u + v);
        low = v - (high - u);
    }

    /// <summary>log2(x) for any positive, finite x, in about 70 bits.</summary>
    private static void Log2(double x, int xHigh, out double high, out double low)
    {
        unchecked
        {
            int exponent = 0;
            if (xHigh < 0x00100000)
            {
                x *= TwoTo53;
                exponent = -53;
                xHigh = HighWord(x);
            }

            exponent += (xHigh >> 20) - 1023;
            int mantissa = xHigh & 0x000fffff;
            xHigh = mantissa | 0x3ff00000;

            // x is compared with 1 below sqrt(3/2), with 1.5 below sqrt(3), with 1 and the next exponent above.
            double baseValue = 1.0;
            double baseHigh = 0.0;
            double baseLow = 0.0;
            int baseBits = 0;
            if (mantissa > 0x3988e)
            {
                if (mantissa < 0xbb67a)
                {
                    baseValue = 1.5;
                    baseHigh = Log2Of1Point5High;
                    baseLow = Log2Of1Point5Low;
                    baseBits = 1 << 18;
                }
                else
                {
                    exponent++;
                    xHigh -= 0x00100000;
                }
            }

            x = WithHighWord(x, xHigh);

            // s = (x - b) / (x + b) in two parts.
            double u = x - baseValue;
            double v = 1.0 / (x + baseValue);
            double s = u * v;
            double sHigh = UpperHalf(s);
            double tHigh = FromHighWord(((xHigh >> 1) | 0x20000000) + 0x00080000 + baseBits);
            double tLow = x - (tHigh - baseValue);
            double sLow = v * ((u - (sHigh * tHigh)) - (sHigh * tLow));

            // log(x) from s.
            double s2 = s * s;
            double r = s2 * s2 * (PowL1 + (s2 * (PowL2 + (s2 * (PowL3 + (s2 * (PowL4 + (s2 * (PowL5 + (s2 * PowL6))))))))));
            r += sLow * (sHigh + s);
            s2 = sHigh * sHigh;
            tHigh = UpperHalf(3.0 + s2 + r);
            tLow = r - ((tHigh - 3.0) - s2);

            u = sHigh * tHigh;
            v = (sLow * tHigh) + (tLow * s);
            double pHigh = UpperHalf(u + v);
            double pLow = v - (pHigh - u);

            // And from natural to binary.
            double zHigh = TwoThirdsOfInverseLn2High * pHigh;
            double zLow = (TwoThirdsOfInverseLn2Low * pHigh) + (pLow * TwoThirdsOfInverseLn2) + baseLow;
            double scale = exponent;
            high = UpperHalf(((zHigh + zLow) + baseHigh) + scale);
            low = zLow - (((high - scale) - baseHigh) - zHigh);
        }
    }

    /// <summary>2 to the power of upper + lower; high is the upper word of that sum.</summary>
    private static double Exp2(double upper, double lower, int high)
    {
        unchecked
        {
            int magnitude = high & 0x7fffffff;
            int exponent = 0;
            if (magnitude > 0x3fe00000)
            {
                // |sum| > 0.5: the nearest whole number is taken off.
                int shift = (magnitude >> 20) - 1023;
                int rounded = high + (0x00100000 >> (shift + 1));
                shift = ((rounded & 0x7fffffff) >> 20) - 1023;
                upper -= FromHighWord(rounded & ~(0x000fffff >> shift));
                exponent = ((rounded & 0x000fffff) | 0x00100000) >> (20 - shift);
                if (high < 0) exponent = -exponent;
            }

            double t = UpperHalf(lower + upper);
            double u = t * PowLn2High;
            double v = ((lower - (t - upper)) * PowLn2) + (t * PowLn2Low);
            double z = u + v;
            double w = v - (z - u);
            t = z * z;
            double t1 = z - (t * (P1 + (t * (P2 + (t * (P3 + (t * (P4 + (t * P5)))))))));

            // Here V8 leaves fdlibm: the correction belongs behind the quotient, but V8 has it inside the divisor.
            double r = z * t1 / ((t1 - 2.0) - (w + (z * w)));
            z = 1.0 - (r - z);

            int zHigh = HighWord(z);
            int scaled = zHigh + (exponent << 20);
            if (scaled >> 20 > 0) return WithHighWord(z, scaled);

            // A subnormal result is rounded once, by the last multiplication.
            return WithHighWord(z, zHigh + ((exponent + 54) << 20)) * TwoToMinus54;
        }
    }
}
