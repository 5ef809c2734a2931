using Sim.Engine.Numbers;

namespace Sim.Engine;

/// <summary>The standard normal curve, from the project's own exp and log so that it is the same on every platform.</summary>
public static class NormalCurve
{
    /// <summary>1 / sqrt(2 pi).</summary>
    private const double DensityAtZero = 0.39894228040143267794;

    /// <summary>Beyond this many standard deviations the rest is below the last bit of 1.</summary>
    private const double Far = 8.3;

    public static double Density(double x) => DensityAtZero * FdMath.Exp(-0.5 * x * x);

    /// <summary>The chance of a value of at most <paramref name="x"/>; the absolute error is below 1e-14.</summary>
    public static double Cumulative(double x)
    {
        if (x > Far) return 1;
        if (x < -Far) return 0;

        // The series 1/2 + density(x) (x + x^3/3 + x^5/(3 5) + ...), whose terms all have the sign of x.
        double term = x;
        double sum = x;
        for (int odd = 3; ; odd += 2)
        {
            term *= x * x / odd;
            double next = sum + term;
            if (next.Equals(sum)) break;
            sum = next;
        }

        return 0.5 + (sum * Density(x));
    }

    /// <summary>
    /// The value that a share of all draws does not exceed, by Acklam's rational approximation; its relative error is below 2e-9.
    /// </summary>
    /// <param name="share">Above 0 and below 1.</param>
    public static double Quantile(double share)
    {
        const double TailShare = 0.02425;
        if (share < TailShare) return Tail(share);
        if (share > 1 - TailShare) return -Tail(1 - share);
        double q = share - 0.5;
        double r = q * q;
        double above = (((((((((-39.69683028665376 * r) + 220.9460984245205) * r) - 275.9285104469687) * r) + 138.3577518672690) * r) - 30.66479806614716) * r)
            + 2.506628277459239;
        double below = (((((((((-54.47609879822406 * r) + 161.5858368580409) * r) - 155.6989798598866) * r) + 66.80131188771972) * r) - 13.28068155288572) * r)
            + 1;
        return q * above / below;
    }

    private static double Tail(double share)
    {
        double q = Math.Sqrt(-2 * FdMath.Log(share));
        double above = (((((((((-0.007784894002430293 * q) - 0.3223964580411365) * q) - 2.400758277161838) * q) - 2.549732539343734) * q) + 4.374664141464968) * q)
            + 2.938163982698783;
        double below = (((((((0.007784695709041462 * q) + 0.3224671290700398) * q) + 2.445134137142996) * q) + 3.754408661907416) * q) + 1;
        return above / below;
    }
}
