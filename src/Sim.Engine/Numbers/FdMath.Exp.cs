namespace Sim.Engine.Numbers;

public static partial class FdMath
{
    private const double ExpOverflow = 7.09782712893383973096e+02;
    private const double ExpUnderflow = -7.45133219101941108420e+02;
    private const double InverseLn2 = 1.44269504088896338700e+00;
    private const double TwoToMinus1000 = 9.33263618503218878990e-302;
    private const double TwoTo1023 = 8.98846567431157953865e+307;

    /// <summary>e to the power of x, as JavaScript's Math.exp gives it.</summary>
    /// <param name="x">Any number; above 709.78 the result is Infinity, below -745.13 zero.</param>
    public static double Exp(double x)
    {
        unchecked
        {
            int signed = HighWord(x);
            bool negative = signed < 0;
            int high = signed & 0x7fffffff;

            if (high >= 0x40862e42)
            {
                if (high >= 0x7ff00000)
                {
                    if (double.IsNaN(x)) return x;
                    return negative ? 0.0 : x;
                }

                if (x > ExpOverflow) return double.PositiveInfinity;
                if (x < ExpUnderflow) return 0.0;
            }

            // x = exponent * ln 2 + (upper - lower), the difference within half of ln 2.
            int exponent = 0;
            double upper = 0.0;
            double lower = 0.0;
            if (high > 0x3fd62e42)
            {
                if (high < 0x3ff0a2b2)
                {
                    // V8's own addition: the series is one bit off here.
                    if (x == 1.0) return Math.E;

                    exponent = negative ? -1 : 1;
                    upper = negative ? x + Ln2High : x - Ln2High;
                    lower = negative ? -Ln2Low : Ln2Low;
                }
                else
                {
                    exponent = (int)((InverseLn2 * x) + (negative ? -0.5 : 0.5));
                    double scale = exponent;
                    upper = x - (scale * Ln2High);
                    lower = scale * Ln2Low;
                }

                x = upper - lower;
            }
            else if (high < 0x3e300000)
            {
                // |x| < 2^-28.
                return 1.0 + x;
            }

            double t = x * x;
            double c = x - (t * (P1 + (t * (P2 + (t * (P3 + (t * (P4 + (t * P5)))))))));
            if (exponent == 0) return 1.0 - ((x * c / (c - 2.0)) - x);

            double y = 1.0 - ((lower - (x * c / (2.0 - c))) - upper);

            // FreeBSD's way of scaling, which V8 took over: one multiplication by a power of two, two of them at both ends of the range.
            if (exponent < -1021) return y * FromHighWord(0x3ff00000 + ((exponent + 1000) << 20)) * TwoToMinus1000;
            if (exponent == 1024) return y * 2.0 * TwoTo1023;
            return y * FromHighWord(0x3ff00000 + (exponent << 20));
        }
    }
}
