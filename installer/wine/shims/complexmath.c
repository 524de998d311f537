/* Complex mathematics that Wine 8's ucrtbase knows by name alone. MSVC's long double is a double. */
#include <complex.h>

typedef struct { float re, im; } single;
typedef struct { double re, im; } pair;

#define IN(z) __builtin_complex((z).re, (z).im)

#define ONE(name) \
    single shim_##name##f(single z) { float complex v = name##f(IN(z)); return (single){crealf(v), cimagf(v)}; } \
    pair shim_##name(pair z) { double complex v = name(IN(z)); return (pair){creal(v), cimag(v)}; } \
    pair shim_##name##l(pair z) { return shim_##name(z); }

#define TWO(name) \
    single shim_##name##f(single y, single z) \
    { float complex v = name##f(IN(y), IN(z)); return (single){crealf(v), cimagf(v)}; } \
    pair shim_##name(pair y, pair z) { double complex v = name(IN(y), IN(z)); return (pair){creal(v), cimag(v)}; } \
    pair shim_##name##l(pair y, pair z) { return shim_##name(y, z); }

#define REAL(name) \
    float shim_##name##f(single z) { return name##f(IN(z)); } \
    double shim_##name(pair z) { return name(IN(z)); } \
    double shim_##name##l(pair z) { return name(IN(z)); }

ONE(cacos) ONE(cacosh) ONE(casin) ONE(casinh) ONE(catan) ONE(catanh) ONE(ccos) ONE(ccosh) ONE(cexp) ONE(clog)
ONE(conj) ONE(cproj) ONE(csin) ONE(csinh) ONE(csqrt) ONE(ctan) ONE(ctanh)
TWO(cpow)
REAL(cabs) REAL(carg) REAL(cimag) REAL(creal)
