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
    /// A draw of mean 0 and deviation 1 by Marsaglia's polar method. The method's second number is thrown away, because keeping
    /// it would tie the draws of one purpose to those of another.
    /// </summary>
    public static double Draw(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        while (true)
        {
            double x = (2 * random.NextDouble()) - 1;
            double y = (2 * random.NextDouble()) - 1;
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1) return x * Math.Sqrt(-2 * FdMath.Log(square) / square);
        }
    }
}
